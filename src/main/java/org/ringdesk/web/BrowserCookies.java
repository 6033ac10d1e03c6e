package org.ringdesk.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Cookies that no script and no other site's form can use. Over TLS their names begin with {@code __Host-} (RFC 6265bis, section
 * 4.1.3.2): no other host of the domain, and nobody on the way to a page in plain HTTP, can put one in their place.
 */
public final class BrowserCookies {
    private static final String HOST_ONLY = "__Host-";

    private BrowserCookies() {}

    /** The value of the cookie that was written under this name; over TLS only one that was written over TLS. */
    public static Optional<String> read(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, named(request, name))).map(Cookie::getValue);
    }

    /** Until the browser is closed. */
    public static void write(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        send(request, response, ResponseCookie.from(named(request, name), value));
    }

    public static void write(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration kept) {
        send(request, response, ResponseCookie.from(named(request, name), value).maxAge(kept));
    }

    public static void clear(HttpServletRequest request, HttpServletResponse response, String name) {
        write(request, response, name, "", Duration.ZERO);
    }

    private static String named(HttpServletRequest request, String name) {
        return request.isSecure() ? HOST_ONLY + name : name;
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        ResponseCookie made = cookie.path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, made.toString());
    }
}
