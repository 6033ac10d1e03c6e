package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * CSRF tokens: whoever is signed in has that of the sign-in, good wherever and as long as the sign-in is; before that it is
 * the session's, as ever. Signing in changes it.
 */
@Component
class SignInTokens implements CsrfTokenRepository {
    private final HttpSessionCsrfTokenRepository session = new HttpSessionCsrfTokenRepository();
    private final SignIns signIns;

    SignInTokens(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return session.generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        session.saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return signIns.accepted(request)
                .<CsrfToken>map(accepted -> new DefaultCsrfToken(
                        "X-CSRF-TOKEN", "_csrf", accepted.signIn().csrf()))
                .orElseGet(() -> session.loadToken(request));
    }
}
