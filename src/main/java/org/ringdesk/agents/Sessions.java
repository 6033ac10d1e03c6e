package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * How long sessions last, which carry a page's text to the next one but not who is signed in, and how one signs in without
 * the form: for whoever has just chosen a password.
 */
@Component
class Sessions implements HttpSessionListener {
    private static final Duration NOT_SIGNED_IN = Duration.ofHours(1);

    private final SignIns signIns;
    private final Duration timeout;

    Sessions(SignIns signIns, @Value("${server.servlet.session.timeout}") Duration timeout) {
        this.signIns = signIns;
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

    /** Signs in under a new session id, so that nobody prepared it (session fixation); the CSRF token changes with it. */
    void begin(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        if (!request.getSession().isNew()) {
            request.changeSessionId();
        }
        prolong(request.getSession());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SignIns.authentication(who));
        SecurityContextHolder.setContext(context);
        signIns.saveContext(context, request, response);
    }
}
