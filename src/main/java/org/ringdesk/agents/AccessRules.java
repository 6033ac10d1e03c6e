package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;

/** Holds each request against the {@link AccessTable}. */
@Component
class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {
    private final AccessTable table;

    AccessRules(AccessTable table) {
        this.table = table;
    }

    /**
     * What has no row, whoever asks.
     *
     * @param methods by which there is something at the address; none where there is nothing
     */
    record NoRoute(Set<String> methods) implements AuthorizationResult {
        static final NoRoute NOTHING = new NoRoute(Set.of());

        @Override
        public boolean isGranted() {
            return false;
        }

        /** 404, or 405 where another method would find something. */
        int status() {
            return methods.isEmpty() ? 404 : 405;
        }

        /** Of what was refused, if that was why. */
        static Optional<NoRoute> of(AccessDeniedException denied) {
            return denied instanceof AuthorizationDeniedException known
                            && known.getAuthorizationResult() instanceof NoRoute none
                    ? Optional.of(none)
                    : Optional.empty();
        }
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext asked) {
        HttpServletRequest request = asked.getRequest();
        PathContainer address =
                ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        @Nullable AccessRow row = table.row(request.getMethod(), address).orElse(null);
        if (row == null) {
            return new NoRoute(table.methods(address));
        }
        return row.inside() ? NoRoute.NOTHING : row.rule().authorize(who, asked);
    }
}
