package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Lands whoever signed in on what that person typed before, else on what was opened, else on the first page. What somebody else
 * typed waits for somebody else, and takes nobody to its page.
 */
@Component
class AfterSignIn implements AuthenticationSuccessHandler {
    private static final String COLLEAGUE = "/?colleague";

    private final Detour detour;
    private final Unsaved unsaved;

    AfterSignIn(Detour detour, Unsaved unsaved) {
        this.detour = detour;
        this.unsaved = unsaved;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn) {
        if (!(signedIn.getPrincipal() instanceof SignedIn who)) {
            throw new IllegalStateException("signed in without an account");
        }
        AccountId me = who.account().id();
        Unsaved.Return came = unsaved.takeIn(request.getParameter(Unsaved.FIELD), me);
        Optional<String> opened = opened(request, response);
        SignInRequired.seeOther(
                response,
                unsaved.waiting(me)
                        .or(() -> came == Unsaved.Return.A_COLLEAGUES ? Optional.of(COLLEAGUE) : opened)
                        .orElse("/"));
    }

    /** For whoever is signed in already. */
    void land(HttpServletRequest request, HttpServletResponse response) {
        SignInRequired.seeOther(response, opened(request, response).orElse("/"));
    }

    private Optional<String> opened(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> last = detour.last(request, response);
        return detour.open(request.getParameter(Detour.FIELD)).or(() -> last);
    }
}
