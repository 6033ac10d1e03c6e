package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What was read of accounts a moment ago. A change made here is seen at once, one made by another node within ten seconds. */
@Component
class KnownAccounts {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MOST = 10_000;
    private static final int MOST_ASIDE = 20;

    private final AccountRepository repository;
    private final Clock clock;
    private final Map<AccountId, Reading<Optional<Known>>> accounts = new ConcurrentHashMap<>();
    private final Set<AccountId> aside = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Reading<List<Account>> assignable;

    KnownAccounts(AccountRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    private record Reading<T>(T value, long changes, Instant until) {}

    private record Known(SignedIn who, Set<String> signedOut) {
        boolean hasEnded(SignIn signIn) {
            return !signedOut.isEmpty() && signedOut.contains(signIn.mark());
        }
    }

    /** What is known of a sign-in without asking anybody. */
    enum Standing {
        HELD,
        /** Its account is being read. */
        UNSURE,
        OVER
    }

    /** Waits for nothing: what was read too long ago is read anew meanwhile. */
    Standing standing(SignIn signIn) {
        Reading<Optional<Known>> known = accounts.get(signIn.account());
        boolean fresh = known != null && isFresh(known, clock.instant());
        if (!fresh) {
            readAside(signIn.account());
        }
        if (known != null && holder(signIn, known.value()).isEmpty()) {
            return Standing.OVER;
        }
        boolean unchanged = known != null && known.changes() == changes.get();
        return unchanged ? Standing.HELD : Standing.UNSURE;
    }

    private void readAside(AccountId id) {
        if (aside.size() < MOST_ASIDE && aside.add(id)) {
            Thread.ofVirtual().name("known-account").start(() -> {
                try {
                    read(id);
                } catch (DataAccessException away) {
                    // Whoever needs it asks themselves, and says so.
                } finally {
                    aside.remove(id);
                }
            });
        }
    }

    Optional<SignedIn> find(AccountId id) {
        return read(id).map(Known::who);
    }

    /** Whose sign-in that is; empty once it is over: signed out, account disabled, another role or password. */
    Optional<SignedIn> holder(SignIn signIn) {
        return holder(signIn, read(signIn.account()));
    }

    private static Optional<SignedIn> holder(SignIn signIn, Optional<Known> account) {
        return account.filter(known -> !known.hasEnded(signIn))
                .map(Known::who)
                .filter(SignedIn::isEnabled)
                .filter(who -> who.account().role() == signIn.role())
                .filter(who -> who.stamp().equals(signIn.stamp()));
    }

    private Optional<Known> read(AccountId id) {
        Instant now = clock.instant();
        Reading<Optional<Known>> known = accounts.get(id);
        if (known != null && isFresh(known, now)) {
            return known.value();
        }
        long before = changes.get();
        Optional<Known> read = repository.find(id).map(found -> new Known(found.signedIn(), found.signedOut()));
        if (accounts.size() >= MOST) {
            accounts.clear();
        }
        accounts.put(id, new Reading<>(read, before, now.plus(FRESH)));
        return read;
    }

    List<Account> assignable() {
        Instant now = clock.instant();
        Reading<List<Account>> known = assignable;
        if (known != null && isFresh(known, now)) {
            return known.value();
        }
        long before = changes.get();
        List<Account> read = List.copyOf(repository.assignable());
        assignable = new Reading<>(read, before, now.plus(FRESH));
        return read;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(AccountsChanged changed) {
        changes.incrementAndGet();
    }

    /** What was read of others is read again as well: a statement each. */
    @TransactionalEventListener(fallbackExecution = true)
    void forget(PreferencesChanged changed) {
        changes.incrementAndGet();
    }

    /** What was being read while something changed counts as old. */
    private boolean isFresh(Reading<?> reading, Instant now) {
        return reading.changes() == changes.get() && now.isBefore(reading.until());
    }
}
