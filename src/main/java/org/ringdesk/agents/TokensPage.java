package org.ringdesk.agents;

import java.util.List;
import java.util.Set;

/**
 * The API tokens.
 *
 * @param name what was typed for a new token's name
 * @param chosen the scopes that were ticked for it
 * @param refused whether that was not enough to make one
 * @param created the new token's value, shown once, or empty
 */
public record TokensPage(List<ApiToken> tokens, String name, Set<Scope> chosen, boolean refused, String created) {
    public List<Scope> scopes() {
        return List.of(Scope.values());
    }
}
