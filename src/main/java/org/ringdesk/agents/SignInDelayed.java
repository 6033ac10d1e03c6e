package org.ringdesk.agents;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not even tried, because of the failures before it. */
final class SignInDelayed extends AuthenticationException {
    private final Duration wait;

    SignInDelayed(Duration wait) {
        super("too many failed sign-ins");
        this.wait = wait;
    }

    /** At least one second, rounded up. */
    long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
