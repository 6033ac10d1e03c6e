package org.ringdesk.agents;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks who may before the form is read: the CSRF token stands in the form, and a form, or a file of many megabytes, of
 * somebody who may not is never looked at. Short forms of whoever is no longer signed in are, since what they typed comes
 * back.
 */
final class RoleFirst extends OncePerRequestFilter {
    private static final Set<String> WITHOUT_FORM = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AccessRules rules;
    private final PageRefusals refusals;
    private final SignInRequired signInRequired;

    RoleFirst(AccessRules rules, PageRefusals refusals, SignInRequired signInRequired) {
        this.rules = rules;
        this.refusals = refusals;
        this.signInRequired = signInRequired;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return WITHOUT_FORM.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable
        AuthorizationResult result =
                rules.authorize(RoleFirst::authentication, new RequestAuthorizationContext(request));
        if (result == null || result.isGranted()) {
            chain.doFilter(request, response);
        } else if (isSignedIn()) {
            // The page that says so is forwarded to, by the filter after this one, which would read the form there.
            CsrfFilter.skipRequest(request);
            refusals.handle(request, response, new AuthorizationDeniedException("Access Denied", result));
        } else if (isUpload(request)) {
            CsrfFilter.skipRequest(request);
            signInRequired.ask(request, response, Optional.empty());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isSignedIn() {
        Authentication who = authentication();
        return who != null && who.getPrincipal() instanceof SignedIn;
    }

    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static @Nullable Authentication authentication() {
        return SecurityContextHolder.getContext().getAuthentication();
    }
}
