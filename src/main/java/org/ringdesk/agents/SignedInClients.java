package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.ringdesk.bounds.KnownClient;
import org.springframework.stereotype.Component;

/**
 * Whoever holds a sign-in of this installation or an API token, for the limits of connections, bodies and turns. A sign-in that
 * is over has limits of its own: nobody who kept a copy of its cookie takes anything from whoever is signed in.
 */
@Component
class SignedInClients implements KnownClient {
    private static final String EARLIER = "earlier account ";

    private final SignInCookie cookie;
    private final KnownAccounts accounts;
    private final ApiTokens tokens;

    SignedInClients(SignInCookie cookie, KnownAccounts accounts, ApiTokens tokens) {
        this.cookie = cookie;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Override
    public Optional<String> name(HttpServletRequest request) {
        return cookie.readOfAnyAge(request)
                .map(signIn -> lane(request, signIn) + signIn.account())
                .or(() -> BearerTokens.value(request).flatMap(tokens::mark).map(mark -> "token " + mark));
    }

    private String lane(HttpServletRequest request, SignIn signIn) {
        if (cookie.read(request).isEmpty()) {
            return EARLIER;
        }
        return switch (accounts.standing(signIn)) {
            case HELD -> "account ";
            case UNSURE -> "account to be read, ";
            case OVER -> EARLIER;
        };
    }
}
