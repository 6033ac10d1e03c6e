package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What was read of accounts a moment ago. A change made here is seen at once, one made by another node within ten seconds. */
@Component
class KnownAccounts {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final AccountRepository repository;
    private final Clock clock;
    private final Map<AccountId, Reading<Optional<SignedIn>>> accounts = new ConcurrentHashMap<>();
    private volatile @Nullable Reading<List<Account>> assignable;

    KnownAccounts(AccountRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    private record Reading<T>(T value, Instant until) {}

    Optional<SignedIn> find(AccountId id) {
        Instant now = clock.instant();
        Reading<Optional<SignedIn>> known = accounts.get(id);
        if (known != null && now.isBefore(known.until())) {
            return known.value();
        }
        Optional<SignedIn> read = repository.find(id).map(AccountRepository.Credentials::signedIn);
        if (accounts.size() >= MOST) {
            accounts.clear();
        }
        accounts.put(id, new Reading<>(read, now.plus(FRESH)));
        return read;
    }

    List<Account> assignable() {
        Instant now = clock.instant();
        Reading<List<Account>> known = assignable;
        if (known != null && now.isBefore(known.until())) {
            return known.value();
        }
        List<Account> read = List.copyOf(repository.assignable());
        assignable = new Reading<>(read, now.plus(FRESH));
        return read;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(AccountsChanged changed) {
        accounts.clear();
        assignable = null;
    }
}
