package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;

/** Tells a form of this site from one that another site made the browser send. */
final class SameSite {
    private SameSite() {}

    /** False when the browser says that another site sent this (Fetch Metadata); older browsers and plain HTTP say nothing. */
    static boolean mayBe(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }
}
