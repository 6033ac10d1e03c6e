package org.ringdesk.agents;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of an account that was disabled or got another role or password; lets other changes through at once. */
final class LiveAccounts extends OncePerRequestFilter {
    private final KnownAccounts known;
    private final Sessions sessions;

    LiveAccounts(KnownAccounts known, Sessions sessions) {
        this.known = known;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        if (current != null && current.getPrincipal() instanceof SignedIn was) {
            Optional<SignedIn> is =
                    known.find(was.account().id()).filter(SignedIn::isEnabled).filter(now -> isSame(was, now));
            if (is.isEmpty()) {
                new SecurityContextLogoutHandler().logout(request, response, current);
            } else if (!is.get().equals(was)) {
                sessions.refresh(is.get(), request, response);
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isSame(SignedIn was, SignedIn is) {
        return was.account().role() == is.account().role() && was.stamp().equals(is.stamp());
    }
}
