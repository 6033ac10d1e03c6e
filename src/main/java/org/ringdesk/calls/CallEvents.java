package org.ringdesk.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.CallRows.Stored;
import org.ringdesk.people.Numbers;
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

    private static final int MOST_CANDIDATES = 50;
    private static final int TRIES = 10;

    private final EventRepository repository;
    private final Seats seats;
    private final Numbers numbers;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CallEvents(
            EventRepository repository,
            Seats seats,
            Numbers numbers,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            Clock clock) {
        this.repository = repository;
        this.seats = seats;
        this.numbers = numbers;
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
        Instant now = clock.instant();
        CallEvent timely = timely(event, now);
        var known = new KnownEvent(timely, agent(timely));
        return Objects.requireNonNull(transactions.execute(transaction -> receive(known, now)));
    }

    private Optional<CallId> receive(KnownEvent known, Instant now) {
        Stored call = callOf(known.event(), now);
        boolean fresh = repository.add(call.call().id(), call.openedAt(), known, now);
        if (!fresh) {
            return Optional.empty();
        }
        addUp(call, now);
        return Optional.of(call.call().id());
    }

    private void addUp(Stored was, Instant now) {
        CallId id = was.call().id();
        Call sum = CallFold.of(id, repository.events(id, was.openedAt()));
        @Nullable String known = was.call().number().equals(sum.number()) ? was.numberKey() : null;
        Call call =
                sum.with(id, known == null ? owner(sum.number()) : was.call().owner());
        String key = known == null
                ? numbers.read(sum.number()).map(Numbers.Read::key).orElse("")
                : known;
        repository.store(new Stored(call, was.openedAt(), key), now);
        @Nullable Call before = was.numberKey() == null ? null : was.call();
        if (!call.equals(before)) {
            publisher.publishEvent(new CallChanged(before, call));
        }
    }

    /** The call that the event is of, locked; a new one where nobody has heard of it; joined where it is of several. */
    private Stored callOf(CallEvent event, Instant now) {
        String source = event.origin().source();
        List<String> keys = EventRepository.keys(event);
        repository.hold(source, keys);
        for (int i = 0; i < TRIES; i++) {
            List<Stored> known = repository.lock(source, keys);
            if (known.isEmpty()) {
                CallId id = repository.nextId();
                if (repository.name(id, now, source, keys)) {
                    Call call = CallFold.of(id, List.of(new KnownEvent(event, null)));
                    return new Stored(call, now, null);
                }
            } else {
                Stored call = joined(known);
                repository.name(call.call().id(), call.openedAt(), source, keys);
                return call;
            }
        }
        throw new IllegalStateException("the call of an event from " + source + " was not to be had");
    }

    private Stored joined(List<Stored> known) {
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

    private @Nullable NumberOwner owner(String number) {
        List<Numbers.Owner> owners = numbers.owners(number, MOST_CANDIDATES);
        return owners.isEmpty()
                ? null
                : new NumberOwner(
                        owners.getFirst().person(),
                        owners.getFirst().name(),
                        owners.getFirst().vip(),
                        owners.size());
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
