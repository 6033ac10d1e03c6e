package org.ringdesk.agents;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/** The page on which an account's holder chooses a password. */
public record InvitationPage(
        String token,
        String login,
        String displayName,
        @Nullable MessageSourceResolvable problem) {}
