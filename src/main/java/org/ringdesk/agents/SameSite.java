package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a form of this site from one that another site made the browser send. */
final class SameSite {
    private SameSite() {}

    /**
     * False when the browser says that another origin sent this: by Fetch Metadata over TLS, and in plain HTTP by {@code Origin}
     * (RFC 6454, section 7), which comes with every form that is posted. From pages that say no referrer, as ours do, that is
     * {@code null}, which any site can have sent. Programs say nothing.
     */
    static boolean mayBe(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean own = "null".equals(origin) ? site != null : isOwn(origin, request);
        return own && (site == null || site.equals("same-origin"));
    }

    private static boolean isOwn(@Nullable String origin, HttpServletRequest request) {
        if (origin == null) {
            return true;
        }
        try {
            var sender = new URI(origin);
            String authority = String.valueOf(sender.getAuthority()).toLowerCase(Locale.ROOT);
            String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
            return authority.equals(host)
                    || (request.getServerName().equalsIgnoreCase(sender.getHost())
                            && request.getServerPort() == port(sender));
        } catch (URISyntaxException notAnOrigin) {
            return false;
        }
    }

    private static int port(URI origin) {
        return origin.getPort() >= 0 ? origin.getPort() : "https".equals(origin.getScheme()) ? 443 : 80;
    }
}
