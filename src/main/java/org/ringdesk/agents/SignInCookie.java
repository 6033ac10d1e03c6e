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
import org.springframework.util.ConcurrentLruCache;

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
    private static final int MOST_OPENED = 2_000;

    private final Seal seal;
    private final Clock clock;
    private final Duration idle;
    private final ConcurrentLruCache<String, Optional<SignIn>> opened;

    SignInCookie(Seal seal, Clock clock, @Value("${server.servlet.session.timeout}") Duration idle) {
        this.seal = seal;
        this.clock = clock;
        this.idle = idle;
        // The same few hundred characters come with each request, and are asked for several times in it.
        this.opened = new ConcurrentLruCache<>(
                MOST_OPENED, value -> seal.open(PURPOSE, value).flatMap(SignIn::parse));
    }

    /** What the browser sent, if this installation made it and it is not too old; whether it still holds is not asked. */
    Optional<SignIn> read(HttpServletRequest request) {
        return readOfAnyAge(request).filter(this::isFresh);
    }

    /** The same, however long ago: it says whose browser this was, not that anybody is signed in. */
    Optional<SignIn> readOfAnyAge(HttpServletRequest request) {
        return BrowserCookies.read(request, NAME)
                .filter(value -> value.length() < LONGEST_VALUE)
                .flatMap(this::open);
    }

    /** What this installation did not make takes nobody's place for longer than it is looked at. */
    private Optional<SignIn> open(String value) {
        Optional<SignIn> signIn = opened.get(value);
        if (signIn.isEmpty()) {
            opened.remove(value);
        }
        return signIn;
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
