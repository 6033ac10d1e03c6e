package org.ringdesk.agents.passwords;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.security.core.AuthenticationException;

/** Nothing is known of the password: so many are being checked that this one was not. */
public final class PasswordsBusy extends AuthenticationException {
    /** What a full queue takes, about. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    PasswordsBusy() {
        super("too many passwords are being checked");
    }

    /** Answers 503 with the time to try again. */
    public void tell(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
    }

    public static MessageSourceResolvable notice() {
        return new DefaultMessageSourceResolvable("agents.password.busy");
    }
}
