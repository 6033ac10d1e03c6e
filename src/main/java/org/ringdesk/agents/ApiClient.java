package org.ringdesk.agents;

import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A program that came with an API token; the principal of requests under {@code /api}.
 *
 * @param name what the token is called
 */
public record ApiClient(String name, long tokenId, Set<Scope> scopes) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return name;
    }

    public Actor actor() {
        return new Actor(null, "API: " + name);
    }
}
