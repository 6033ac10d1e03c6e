package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringdesk.platform.Seal;
import org.ringdesk.web.BrowserCookies;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps a sign-in in the browser until it is closed, out of reach of scripts and of other sites' forms. The cookie is good
 * for as long after it was last seen as a session may idle, and for thirty days after the password was typed.
 */
@Component
class SignInCookie {
    static final String NAME = "RINGDESK_SIGN_IN";

    static final Duration LONGEST = Duration.ofDays(30);

    private static final String PURPOSE = "signed-in";
    private static final int LONGEST_VALUE = 1_000;

    private final Seal seal;
    private final Clock clock;
    private final Duration idle;

    SignInCookie(Seal seal, Clock clock, @Value("${server.servlet.session.timeout}") Duration idle) {
        this.seal = seal;
        this.clock = clock;
        this.idle = idle;
    }

    /** What the browser sent, if this installation made it and it is not too old; whether it still holds is not asked. */
    Optional<SignIn> read(HttpServletRequest request) {
        return readOfAnyAge(request).filter(this::isFresh);
    }

    /** The same, however long ago: it says whose browser this was, not that anybody is signed in. */
    Optional<SignIn> readOfAnyAge(HttpServletRequest request) {
        return BrowserCookies.read(request, NAME)
                .filter(value -> value.length() < LONGEST_VALUE)
                .flatMap(value -> seal.open(PURPOSE, value))
                .flatMap(SignIn::parse);
    }

    void write(SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        BrowserCookies.write(request, response, NAME, seal.close(PURPOSE, signIn.text()));
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        BrowserCookies.clear(request, response, NAME);
    }

    /** Not with every answer: a twelfth of the time it may idle is exact enough. */
    boolean isDue(SignIn signIn) {
        return signIn.seen().plus(idle.dividedBy(12)).isBefore(clock.instant());
    }

    private boolean isFresh(SignIn signIn) {
        Instant now = clock.instant();
        return now.isBefore(signIn.seen().plus(idle))
                && now.isBefore(signIn.begun().plus(LONGEST));
    }
}
