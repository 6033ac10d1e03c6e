package org.ringdesk.agents;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tokens by which programs use the API. Only a token's SHA-256 is kept: its value is shown once. */
@Service
public class ApiTokens {
    private static final String PREFIX = "rd_";

    private final ApiTokenRepository repository;
    private final KnownTokens known;
    private final Clock clock;

    ApiTokens(ApiTokenRepository repository, KnownTokens known, Clock clock) {
        this.repository = repository;
        this.known = known;
        this.clock = clock;
    }

    /** @return the token's value, never to be had again */
    public String create(String name, Set<Scope> scopes, @Nullable AccountId createdBy) {
        String value = PREFIX + Secrets.fresh();
        repository.insert(name, Secrets.hash(value), scopes, createdBy, clock.instant());
        known.made();
        return value;
    }

    /**
     * Makes a token of a given value, or gives the one that there is these scopes; for demonstrations and tests, where the
     * value is public.
     */
    public void put(String value, String name, Set<Scope> scopes) {
        repository.insertMissing(name, Secrets.hash(value), scopes, clock.instant());
        known.made();
    }

    /** Working tokens first, the newest first. */
    public List<ApiToken> list() {
        return repository.list();
    }

    /** Ends a token at once. */
    public void revoke(long tokenId) {
        repository.revoke(tokenId, clock.instant());
        known.forget();
    }

    Optional<ApiClient> client(String value) {
        return known.client(value);
    }
}
