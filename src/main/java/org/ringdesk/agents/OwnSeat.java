package org.ringdesk.agents;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * Where calls reach whoever looks at their own account.
 *
 * @param typed the extension that could not be signed on to, or empty
 * @param problem why it could not, or null
 */
public record OwnSeat(
        List<AgentExtension> extensions,
        String typed,
        @Nullable MessageSourceResolvable problem) {
    /** The extensions whose calls reach them, with commas between; empty if none. */
    public String reached() {
        return extensions.stream()
                .filter(AgentExtension::here)
                .map(AgentExtension::extension)
                .collect(Collectors.joining(", "));
    }
}
