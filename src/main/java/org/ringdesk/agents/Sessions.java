package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** How long sessions last, and how they begin without the sign-in form: for whoever has just chosen a password. */
@Component
class Sessions implements HttpSessionListener {
    private static final Duration NOT_SIGNED_IN = Duration.ofHours(1);

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionCsrfTokenRepository csrf = new HttpSessionCsrfTokenRepository();
    private final Duration timeout;

    Sessions(@Value("${server.servlet.session.timeout}") Duration timeout) {
        this.timeout = timeout;
    }

    /** A session of somebody who has not signed in: long enough to type a password. */
    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setMaxInactiveInterval((int) NOT_SIGNED_IN.toSeconds());
    }

    /** Lets a session last as long as the setting says. */
    void prolong(HttpSession session) {
        session.setMaxInactiveInterval((int) timeout.toSeconds());
    }

    /** Begins a session under a new id and with a new CSRF token, so that nobody prepared it (session fixation). */
    void begin(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        if (!request.getSession().isNew()) {
            request.changeSessionId();
        }
        prolong(request.getSession());
        csrf.saveToken(null, request, response);
        refresh(who, request, response);
    }

    /** Goes on with the session for the account as it is now. */
    void refresh(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
