package org.ringdesk.agents;

import java.util.Set;
import org.ringdesk.web.Program;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A program that came with an API token; the principal of requests under {@code /api}.
 *
 * @param name what the token is called
 */
public record ApiClient(String name, long tokenId, Set<Scope> scopes) implements AuthenticatedPrincipal, Program {
    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean may(String scope) {
        return scopes.stream().anyMatch(known -> known.key().equals(scope));
    }

    public Actor actor() {
        return new Actor(null, "API: " + name);
    }
}
