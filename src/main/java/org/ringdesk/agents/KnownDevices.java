package org.ringdesk.agents;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringdesk.platform.Seal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Browsers remember which accounts signed in with them, in a sealed cookie. It lets nobody in: it says only that failures of
 * others are not this browser's (OWASP, device cookies). So it outlives signing out, and ends with the password it was got by.
 */
@Component
class KnownDevices {
    static final String NAME = "RINGDESK_DEVICE";

    /** Where the request came by TLS: no other host, and nobody on the way, can set it. */
    static final String HOST_NAME = "__Host-" + NAME;

    static final Duration KEPT = Duration.ofDays(90);

    /** Of one browser, those who signed in last. */
    static final int MOST_ACCOUNTS = 5;

    private static final String PURPOSE = "known-device";
    private static final int LONGEST_VALUE = 1_500;

    private final Seal seal;
    private final KnownAccounts accounts;
    private final Clock clock;

    KnownDevices(Seal seal, KnownAccounts accounts, Clock clock) {
        this.seal = seal;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** A try to sign in by a form with a field {@code username}. */
    SignInTry attempt(HttpServletRequest request) {
        String login = Objects.requireNonNullElse(request.getParameter("username"), "");
        return new SignInTry(
                login, request.getRemoteAddr(), mark(login.strip(), request).orElse(null));
    }

    /** To be called with each sign-in. */
    void remember(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        String text = Stream.concat(
                        Stream.of(KnownDevice.of(who, clock.instant())),
                        read(request)
                                .filter(known ->
                                        !known.account().equals(who.account().id())))
                .limit(MOST_ACCOUNTS)
                .map(KnownDevice::text)
                .collect(Collectors.joining("\n"));
        ResponseCookie cookie = ResponseCookie.from(name(request), seal.close(PURPOSE, text))
                .path("/")
                .maxAge(KEPT)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private Optional<String> mark(String login, HttpServletRequest request) {
        return read(request)
                .filter(known -> isOf(known, login))
                .map(KnownDevice::mark)
                .findFirst();
    }

    private boolean isOf(KnownDevice known, String login) {
        return accounts.find(known.account())
                .filter(who ->
                        who.getUsername().equalsIgnoreCase(login) && who.stamp().equals(known.stamp()))
                .isPresent();
    }

    private Stream<KnownDevice> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(request)))
                .map(Cookie::getValue)
                .filter(value -> value.length() < LONGEST_VALUE)
                .flatMap(value -> seal.open(PURPOSE, value))
                .map(text -> Arrays.stream(text.split("\n")))
                .orElseGet(Stream::of)
                .flatMap(text -> KnownDevice.parse(text).stream())
                .filter(known -> clock.instant().isBefore(known.since().plus(KEPT)));
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? HOST_NAME : NAME;
    }
}
