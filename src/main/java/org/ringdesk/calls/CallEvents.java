package org.ringdesk.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.CallRows.Stored;
import org.ringdesk.calls.HeldCalls.Held;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where everything that is heard of calls arrives. Each event is stored once, and the call that it is of is added up anew,
 * in one transaction; {@link CallsJoined} and {@link CallChanged} are published in it. Safe for many threads and nodes.
 */
@Service
public class CallEvents {
    /** A source's clock may be this much ahead; an event from further on is taken to happen now. */
    private static final Duration FUTURE = Duration.ofMinutes(1);

    /** So long an event may take to arrive; an older one is taken to happen now. */
    private static final Duration PAST = Duration.ofDays(1);

    private static final int TRIES = 10;

    /** So many of one call are taken in with one change: each names up to three keys, and each key is a lock. */
    private static final int MOST_TOGETHER = 50;

    private final HeldCalls calls;
    private final EventRepository repository;
    private final Seats seats;
    private final NumberOwners owners;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CallEvents(
            HeldCalls calls,
            EventRepository repository,
            Seats seats,
            NumberOwners owners,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            Clock clock) {
        this.calls = calls;
        this.repository = repository;
        this.seats = seats;
        this.owners = owners;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes an event in. Times that cannot be are taken for now.
     *
     * @return the call that it is of; empty where the same event had been received before
     */
    public Optional<CallId> receive(CallEvent event) {
        return receive(List.of(event)).stream().findFirst();
    }

    /**
     * Takes in what a message tells. Events of one call that follow each other are taken in together, as one change of it.
     *
     * @return for each event that was new the call that it is of
     */
    public List<CallId> receive(List<? extends CallEvent> events) {
        Instant now = clock.instant();
        List<CallId> taken = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || i - from == MOST_TOGETHER || !sameCall(events.get(from), events.get(i))) {
                List<KnownEvent> told = events.subList(from, i).stream()
                        .map(event -> timely(event, now))
                        .map(event -> new KnownEvent(event, agent(event)))
                        .toList();
                taken.addAll(Objects.requireNonNull(transactions.execute(transaction -> take(told, now))));
                from = i;
            }
        }
        return taken;
    }

    private static boolean sameCall(CallEvent one, CallEvent other) {
        return one.origin().source().equals(other.origin().source())
                && one.origin().call().equals(other.origin().call());
    }

    private List<CallId> take(List<KnownEvent> told, Instant now) {
        String source = told.getFirst().origin().source();
        List<String> keys = HeldCalls.keys(told);
        Held held = hold(source, keys);
        List<KnownEvent> fresh = EventLimit.within(held.events().size(), fresh(held.events(), told));
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<KnownEvent> events = new ArrayList<>(held.events());
        events.addAll(fresh);
        Stored call = held.calls().isEmpty() ? opened(held, events, now) : joined(held.calls());
        List<String> unnamed =
                keys.stream().filter(key -> !held.names().contains(key)).toList();
        addUp(call, events, unnamed, fresh, now);
        return Collections.nCopies(fresh.size(), call.call().id());
    }

    private Held hold(String source, List<String> keys) {
        for (int i = 0; i < TRIES; i++) {
            Held held = calls.hold(source, keys);
            // With names and no calls, they were joined to another one while this waited for them.
            if (held.names().isEmpty() || !held.calls().isEmpty()) {
                return held;
            }
        }
        throw new IllegalStateException("the call of an event from " + source + " was not to be had");
    }

    /** Those that were not heard before; each of them once. */
    private static List<KnownEvent> fresh(List<KnownEvent> known, List<KnownEvent> told) {
        Set<Id> ids = known.stream().map(Id::of).collect(Collectors.toCollection(HashSet::new));
        return told.stream().filter(event -> ids.add(Id.of(event))).toList();
    }

    private record Id(String source, String event) {
        static Id of(KnownEvent known) {
            return new Id(known.origin().source(), known.origin().id());
        }
    }

    /** @param events of the call, with those that are new */
    private void addUp(Stored was, List<KnownEvent> events, List<String> unnamed, List<KnownEvent> fresh, Instant now) {
        CallId id = was.call().id();
        Call sum = CallFold.of(id, events);
        @Nullable String known = was.call().number().equals(sum.number()) ? was.numberKey() : null;
        Call call = sum.with(id, known == null ? owners.of(sum.number()) : NumberOwners.Known.of(was.call()));
        String key = known == null ? owners.key(sum.number()) : known;
        repository.write(new Stored(call, was.openedAt(), key), unnamed, fresh, now);
        @Nullable Call before = was.numberKey() == null ? null : was.call();
        if (!call.equals(before)) {
            publisher.publishEvent(new CallChanged(before, call));
        }
    }

    private static Stored opened(Held held, List<KnownEvent> events, Instant now) {
        return new Stored(CallFold.of(Objects.requireNonNull(held.fresh()), events), now, null);
    }

    private Stored joined(List<Stored> known) {
        if (known.size() == 1) {
            return known.getFirst();
        }
        List<Stored> oldestFirst = known.stream()
                .sorted(Comparator.comparing(stored -> stored.call().startedAt()))
                .toList();
        Stored oldest = oldestFirst.getFirst();
        for (Stored other : oldestFirst.subList(1, oldestFirst.size())) {
            repository.join(other, oldest);
            publisher.publishEvent(new CallsJoined(other.call(), oldest.call().id()));
        }
        return oldest;
    }

    private @Nullable AccountId agent(CallEvent event) {
        if (event instanceof CallEvent.OfLeg leg && !leg.leg().party().isEmpty()) {
            return seats.named(leg.leg().party()).orElse(null);
        }
        return null;
    }

    private static CallEvent timely(CallEvent event, Instant now) {
        Instant at = event.origin().at();
        boolean possible = at.isBefore(now.plus(FUTURE)) && at.isAfter(now.minus(PAST));
        return possible ? event : event.from(event.origin().at(now));
    }
}
