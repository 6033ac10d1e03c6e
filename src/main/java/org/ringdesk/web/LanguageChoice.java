package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The language chosen in this browser before anybody signed in. */
public final class LanguageChoice {
    static final String COOKIE = "RINGDESK_LANGUAGE";
    static final String CHOSEN = LanguageChoice.class.getName();
    private static final Duration KEPT = Duration.ofDays(365);

    private LanguageChoice() {}

    /** Holds from this answer on. */
    public static void keep(Language language, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(CHOSEN, language);
        write(language.tag(), KEPT, response);
    }

    /** For whoever has told the account what to do. */
    public static void forget(HttpServletResponse response) {
        write("", Duration.ZERO, response);
    }

    private static void write(String value, Duration kept, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .path("/")
                .maxAge(kept)
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
