package org.ringdesk.agents;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps the sign-in of a browser that is in use from ending. Static files stay out: caches may keep their answers. */
final class SignInRenewal extends OncePerRequestFilter {
    private static final Pattern STATIC = Pattern.compile("/(css|js|img|webjars)/.*|/favicon.*");

    private final SignIns signIns;

    SignInRenewal(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return STATIC.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        signIns.renew(request, response);
        chain.doFilter(request, response);
    }
}
