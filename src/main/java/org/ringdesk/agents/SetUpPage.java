package org.ringdesk.agents;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * The page on which the first administrator's account is made.
 *
 * @param problems by field, {@code login}, {@code email} or {@code password}
 */
public record SetUpPage(String token, SetUpForm form, Map<String, MessageSourceResolvable> problems) {
    public @Nullable MessageSourceResolvable problem(String field) {
        return problems.get(field);
    }
}
