package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** The language chosen in this browser before anybody signed in. */
public final class LanguageChoice {
    static final String COOKIE = "RINGDESK_LANGUAGE";
    static final String CHOSEN = LanguageChoice.class.getName();
    private static final Duration KEPT = Duration.ofDays(365);

    private LanguageChoice() {}

    /** Holds from this answer on. */
    public static void keep(Language language, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(CHOSEN, language);
        BrowserCookies.write(request, response, COOKIE, language.tag(), KEPT);
    }

    /** For whoever has told the account what to do. */
    public static void forget(HttpServletRequest request, HttpServletResponse response) {
        BrowserCookies.clear(request, response, COOKIE);
    }
}
