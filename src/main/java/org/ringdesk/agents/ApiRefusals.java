package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.ringdesk.agents.AccessRules.NoRoute;
import org.ringdesk.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Says to a program why it may not, as RFC 6750, section 3, and RFC 9457 want it. */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Problems problems;

    ApiRefusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean tokenGiven = BearerTokens.value(request).isPresent();
        response.setHeader(
                "WWW-Authenticate",
                tokenGiven ? "Bearer realm=\"ringdesk\", error=\"invalid_token\"" : "Bearer realm=\"ringdesk\"");
        problems.write(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                tokenGiven ? "agents.api.bad-token" : "agents.api.no-token");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        NoRoute nothing = NoRoute.of(exception).orElse(null);
        if (nothing != null) {
            nothingThere(nothing, request, response);
            return;
        }
        String scope = missing(exception);
        response.setHeader(
                "WWW-Authenticate", "Bearer realm=\"ringdesk\", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        problems.write(request, response, HttpStatus.FORBIDDEN, "agents.api.missing-scope", scope);
    }

    private void nothingThere(NoRoute nothing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!nothing.methods().isEmpty()) {
            response.setHeader("Allow", String.join(", ", nothing.methods()));
        }
        HttpStatus status = HttpStatus.valueOf(nothing.status());
        problems.write(request, response, status, "web.refused." + status.value());
    }

    private static String missing(AccessDeniedException exception) {
        return exception instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
                ? decision.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .map(authority -> String.valueOf(authority).replaceFirst("^SCOPE_", ""))
                        .collect(Collectors.joining(" "))
                : "";
    }
}
