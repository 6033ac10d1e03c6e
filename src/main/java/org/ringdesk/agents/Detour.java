package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Seal;
import org.springframework.stereotype.Component;

/**
 * Remembers what somebody opened who has to sign in first: the request's own bytes, sealed, because a link carries a
 * caller's data and the sign-in page's address stays in histories. What does not fit into an address is in the session.
 */
@Component
class Detour {
    static final String FIELD = "to";

    private static final String PURPOSE = "sign-in";
    private static final String SESSION = "ringdesk.opened";
    private static final int LONGEST_SEALED = 4096;

    private final Seal seal;

    Detour(Seal seal) {
        this.seal = seal;
    }

    /** The sign-in page's address for a request that has to wait; the session remembers it as well. */
    String begin(HttpServletRequest request) {
        String opened = opened(request);
        if (!isOurs(opened) || opened.equals("/")) {
            return "/login";
        }
        request.getSession().setAttribute(SESSION, opened);
        return opened.length() > LONGEST_SEALED ? "/login" : "/login?" + FIELD + "=" + seal.close(PURPOSE, opened);
    }

    /** What was opened, byte for byte, by the sealed text of the sign-in form. */
    Optional<String> open(@Nullable String sealed) {
        return Optional.ofNullable(sealed)
                .flatMap(text -> seal.open(PURPOSE, text))
                .filter(Detour::isOurs);
    }

    /** What this session opened last, for a client that does not send the form's hidden field back. */
    Optional<String> take(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(SESSION) instanceof String opened)) {
            return Optional.empty();
        }
        session.removeAttribute(SESSION);
        return Optional.of(opened);
    }

    private static String opened(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static boolean isOurs(String target) {
        return target.startsWith("/") && !target.startsWith("//") && !target.startsWith("/\\");
    }
}
