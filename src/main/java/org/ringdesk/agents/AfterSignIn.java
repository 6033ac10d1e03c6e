package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Lands whoever signed in on what they had opened. */
@Component
class AfterSignIn implements AuthenticationSuccessHandler {
    private final Detour detour;

    AfterSignIn(Detour detour) {
        this.detour = detour;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn) {
        Optional<String> fromSession = detour.take(request.getSession(false));
        String target = detour.open(request.getParameter(Detour.FIELD))
                .or(() -> fromSession)
                .orElse("/");
        SignInRequired.seeOther(response, target);
    }
}
