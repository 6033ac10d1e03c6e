package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Seal;
import org.ringdesk.web.BrowserCookies;
import org.springframework.stereotype.Component;

/**
 * Remembers what somebody opened who has to sign in first: the request's own bytes, sealed, because a link carries a
 * caller's data and the sign-in page's address stays in histories. The browser keeps them, in the form and in a cookie; what is too
 * long for an address waits on the server, within the limits of {@link OpenedLinks}.
 */
@Component
class Detour {
    static final String FIELD = "to";

    private static final String COOKIE = "RINGDESK_OPENED";
    private static final String PURPOSE = "sign-in";
    private static final String KEPT_HERE = "kept ";
    private static final int LONGEST_SEALED = 3_500;

    private final Seal seal;
    private final OpenedLinks links;

    Detour(Seal seal, OpenedLinks links) {
        this.seal = seal;
        this.links = links;
    }

    /** The sign-in page's address for a request that has to wait. */
    String begin(HttpServletRequest request, HttpServletResponse response) {
        String opened = opened(request);
        if (!isOurs(opened) || opened.equals("/")) {
            return "/login";
        }
        String sealed = seal.close(PURPOSE, opened);
        boolean fits = sealed.length() <= LONGEST_SEALED;
        String kept = fits ? sealed : seal.close(PURPOSE, KEPT_HERE + links.keep(opened, request.getRemoteAddr()));
        BrowserCookies.write(request, response, COOKIE, kept);
        return "/login?" + FIELD + "=" + kept;
    }

    /** What was opened, byte for byte, by the sealed text of the sign-in form. */
    Optional<String> open(@Nullable String sealed) {
        return Optional.ofNullable(sealed)
                .flatMap(text -> seal.open(PURPOSE, text))
                .flatMap(text -> text.startsWith(KEPT_HERE)
                        ? links.get(text.substring(KEPT_HERE.length()))
                        : Optional.of(text))
                .filter(Detour::isOurs);
    }

    /** What this browser opened last, for a client that does not send the form's hidden field back. */
    Optional<String> last(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> sealed = BrowserCookies.read(request, COOKIE);
        sealed.ifPresent(value -> BrowserCookies.clear(request, response, COOKIE));
        return sealed.flatMap(this::open);
    }

    private static String opened(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static boolean isOurs(String target) {
        return target.startsWith("/") && !target.startsWith("//") && !target.startsWith("/\\");
    }
}
