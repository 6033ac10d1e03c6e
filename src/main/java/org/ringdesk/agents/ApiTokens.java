package org.ringdesk.agents;

import java.time.Clock;
import java.util.HexFormat;
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
        byte[] hash = Secrets.hash(value);
        repository.insert(name, hash, scopes, createdBy, clock.instant());
        known.made(hash);
        return value;
    }

    /**
     * Makes a token of a given value, or gives the one that there is these scopes; for demonstrations and tests, where the
     * value is public.
     */
    public void put(String value, String name, Set<Scope> scopes) {
        byte[] hash = Secrets.hash(value);
        repository.insertMissing(name, hash, scopes, clock.instant());
        known.made(hash);
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

    /** Tells a token from others, if it was one when all were read last. Waits for nothing. */
    Optional<String> mark(String value) {
        byte[] hash = Secrets.hash(value);
        return known.isToken(hash) ? Optional.of(HexFormat.of().formatHex(hash, 0, 8)) : Optional.empty();
    }

    Optional<ApiClient> client(String value) {
        return known.client(value);
    }
}
