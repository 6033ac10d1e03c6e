package org.ringdesk.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * The sign-in form.
 *
 * @param login what was typed, or empty
 * @param to what was opened, sealed, or empty
 * @param resume what was typed before the session ended, sealed, or empty
 * @param typed what was typed where it is too long to be sealed
 */
public record SignInPage(
        String login,
        String to,
        String resume,
        List<PostedForm.Field> typed,
        @Nullable MessageSourceResolvable notice) {}
