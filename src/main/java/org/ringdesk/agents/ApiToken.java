package org.ringdesk.agents;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an API token: everything but its value.
 *
 * @param lastUsedAt exact to a minute; null if never
 * @param revokedAt null while the token works
 */
public record ApiToken(
        long id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
