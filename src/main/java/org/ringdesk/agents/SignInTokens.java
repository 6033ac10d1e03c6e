package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Seal;
import org.ringdesk.web.BrowserCookies;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * CSRF tokens: whoever is signed in has that of the sign-in, good wherever and as long as the sign-in is. Before that it
 * follows from a sealed cookie, so that the server keeps nothing for whoever only looks at the sign-in page.
 */
@Component
class SignInTokens implements CsrfTokenRepository {
    private static final String COOKIE = "RINGDESK_FORM";
    private static final String PURPOSE = "form";
    private static final String PAGE = "page";
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    private final SignIns signIns;
    private final Seal seal;

    SignInTokens(SignIns signIns, Seal seal) {
        this.signIns = signIns;
        this.seal = seal;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(Secrets.fresh());
    }

    /** What the cookie holds is the token itself: whoever can read a browser's cookies has the sign-in as well. */
    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null) {
            BrowserCookies.clear(request, response, COOKIE);
        } else if (signIns.accepted(request).isEmpty()) {
            BrowserCookies.write(request, response, COOKIE, seal.close(PURPOSE, token.getToken()));
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return signIns.accepted(request)
                .map(accepted -> token(proved(accepted.signIn().csrf())))
                .or(() -> BrowserCookies.read(request, COOKIE)
                        .flatMap(value -> seal.open(PURPOSE, value))
                        .map(SignInTokens::token))
                .orElse(null);
    }

    /**
     * Whose form this is: the account that its page was made for, by the token that came with it, which need not be good any
     * more. Nobody else can have made it. Empty for the form of somebody who was not signed in.
     */
    Optional<AccountId> account(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(PARAMETER))
                .flatMap(SignInTokens::unmasked)
                .filter(this::isOurs)
                .flatMap(SignIn::accountOf);
    }

    private String proved(String csrf) {
        return csrf + "." + seal.mark(PAGE, csrf);
    }

    private boolean isOurs(String token) {
        int proof = token.lastIndexOf('.');
        return proof > 0
                && MessageDigest.isEqual(
                        proved(token.substring(0, proof)).getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** As Spring's XorCsrfTokenRequestAttributeHandler masks it: random bytes, then the token with those laid over it. */
    private static Optional<String> unmasked(String masked) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(masked);
            int half = bytes.length / 2;
            byte[] plain = new byte[half];
            for (int i = 0; i < half; i++) {
                plain[i] = (byte) (bytes[i] ^ bytes[half + i]);
            }
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notMasked) {
            return Optional.empty();
        }
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}
