package org.ringdesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A page of another site may lead people here, but not make their browsers ask for anything behind their backs: images,
 * frames and scripts that carry this site's cookies are refused before any work is done (Fetch Metadata, a resource isolation
 * policy). Programs, telephones and old browsers send none of these headers.
 */
@Component
@Order(ForeignRequests.BEFORE_SECURITY)
class ForeignRequests extends OncePerRequestFilter {
    static final int BEFORE_SECURITY = -101;

    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern STATIC = Pattern.compile("/(css|js|img|webjars)/.*|/favicon.*");

    private final Problems problems;

    ForeignRequests(Problems problems) {
        this.problems = problems;
    }

    /** What writes is guarded by its token. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !READING.contains(request.getMethod())
                || request.getHeader(HttpHeaders.COOKIE) == null
                || STATIC.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site == null || OWN.contains(site) || isOpenedByItsUser(request)) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            problems.write(request, response, HttpStatus.FORBIDDEN, "web.refused.foreign");
        }
    }

    /** A link in a mail, in a chat or in a phone system's program. */
    private static boolean isOpenedByItsUser(HttpServletRequest request) {
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
