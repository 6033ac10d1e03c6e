package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Lands whoever signed in on what was typed before, else on what was opened, else on the first page. */
@Component
class AfterSignIn implements AuthenticationSuccessHandler {
    private final Detour detour;
    private final Unsaved unsaved;
    private final Sessions sessions;

    AfterSignIn(Detour detour, Unsaved unsaved, Sessions sessions) {
        this.detour = detour;
        this.unsaved = unsaved;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn) {
        sessions.prolong(request.getSession());
        land(request, response);
    }

    /** For whoever is signed in already. */
    void land(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        Optional<String> lastOpened = detour.take(session);
        String target = unsaved.resume(request.getParameter(Unsaved.FIELD), session)
                .or(() -> detour.open(request.getParameter(Detour.FIELD)))
                .or(() -> lastOpened)
                .orElse("/");
        SignInRequired.seeOther(response, target);
    }
}
