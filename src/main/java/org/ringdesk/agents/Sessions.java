package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** How one signs in without the form: for whoever has just chosen a password. */
@Component
class Sessions {
    private final SignIns signIns;

    Sessions(SignIns signIns) {
        this.signIns = signIns;
    }

    /** Begins a new sign-in; the CSRF token changes with it. */
    void begin(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SignIns.authentication(who));
        SecurityContextHolder.setContext(context);
        signIns.saveContext(context, request, response);
    }
}
