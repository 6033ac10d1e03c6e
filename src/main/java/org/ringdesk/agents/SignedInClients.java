package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.ringdesk.bounds.KnownClient;
import org.springframework.stereotype.Component;

/** Whoever holds a sign-in of this installation or an API token, for the limits of connections and bodies. */
@Component
class SignedInClients implements KnownClient {
    private final SignInCookie cookie;
    private final ApiTokens tokens;

    SignedInClients(SignInCookie cookie, ApiTokens tokens) {
        this.cookie = cookie;
        this.tokens = tokens;
    }

    @Override
    public Optional<String> name(HttpServletRequest request) {
        return cookie.readOfAnyAge(request)
                .map(signIn -> "account " + signIn.account())
                .or(() ->
                        BearerTokens.value(request).flatMap(tokens::client).map(client -> "token " + client.tokenId()));
    }
}
