package org.ringdesk.agents;

import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may call one route.
 *
 * @param method {@code ANY} for all
 * @param path as its controller declares it
 * @param who {@code anybody}, {@code address-token}, {@code signed-in}, {@code agent}, {@code administrator},
 *     {@code nobody}, or the scope that a token needs
 */
record AccessRow(String method, PathPattern path, String who, AuthorizationManager<RequestAuthorizationContext> rule) {
    private static final String ANY = "ANY";
    private static final String NOBODY = "nobody";

    /** @throws IllegalArgumentException where the line says nothing that is known */
    static AccessRow of(String line) {
        String[] cells = line.strip().split("\\s+", -1);
        if (cells.length != 3) {
            throw new IllegalArgumentException("a line of the access table has method, path and who: " + line);
        }
        return new AccessRow(cells[0], PathPatternParser.defaultInstance.parse(cells[1]), cells[2], rule(cells[2]));
    }

    boolean answers(String asked) {
        return asked.equals(method) || method.equals(ANY);
    }

    /** Whether it is for forwards from inside only. */
    boolean inside() {
        return who.equals(NOBODY);
    }

    /** A sign-in opens no route of a scope, and a token none of a role. */
    private static AuthorizationManager<RequestAuthorizationContext> rule(String who) {
        return switch (who) {
            // Of an address with a token in it the controller decides.
            case "anybody", "address-token" -> SingleResultAuthorizationManager.permitAll();
            case "signed-in" -> AuthorityAuthorizationManager.hasAnyRole(Role.END_USER.name(), Role.AGENT.name());
            case "agent" -> AuthorityAuthorizationManager.hasRole(Role.AGENT.name());
            case "administrator" -> AuthorityAuthorizationManager.hasRole(Role.ADMINISTRATOR.name());
            case NOBODY -> SingleResultAuthorizationManager.denyAll();
            default ->
                AuthorityAuthorizationManager.hasAuthority(Scope.ofKey(who)
                        .orElseThrow(() -> new IllegalArgumentException("nobody is called " + who))
                        .authority());
        };
    }
}
