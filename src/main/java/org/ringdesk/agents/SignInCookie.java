package org.ringdesk.agents;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringdesk.platform.Seal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

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
        return Optional.ofNullable(WebUtils.getCookie(request, NAME))
                .map(Cookie::getValue)
                .filter(value -> value.length() < LONGEST_VALUE)
                .flatMap(value -> seal.open(PURPOSE, value))
                .flatMap(SignIn::parse)
                .filter(this::isFresh);
    }

    void write(SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        send(ResponseCookie.from(NAME, seal.close(PURPOSE, signIn.text())), request, response);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        send(ResponseCookie.from(NAME, "").maxAge(Duration.ZERO), request, response);
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

    private static void send(
            ResponseCookie.ResponseCookieBuilder cookie, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie made = cookie.path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, made.toString());
    }
}
