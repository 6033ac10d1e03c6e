package org.ringdesk.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds events up to the call that they tell of. The same events give the same call, in whatever order they came.
 *
 * <p>Events are taken in the order of their own times. A leg is open until its own end was told, or that of the call it was
 * last heard in; one that rang is closed as answered elsewhere when another leg answers. A call is over when none of its
 * legs is open.
 */
final class CallFold {
    /** A leg that stopped ringing this long before another one answered stopped because of that answer. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(1);

    private static final Comparator<KnownEvent> BY_TIME = Comparator.comparing(
                    (KnownEvent known) -> known.origin().at())
            .thenComparingInt(known -> rank(known.event()))
            .thenComparing(known -> known.origin().source())
            .thenComparing(known -> known.origin().id());

    private final List<KnownEvent> events;
    private final List<LegFold> legs = new ArrayList<>();

    private CallFold(Collection<KnownEvent> known) {
        if (known.isEmpty()) {
            throw new IllegalArgumentException("no call without events");
        }
        events = known.stream().sorted(BY_TIME).toList();
    }

    /** @param known at least one */
    static Call of(CallId id, Collection<KnownEvent> known) {
        return new CallFold(known).call(id);
    }

    private Call call(CallId id) {
        addLegs();
        closeWithTheirCalls();
        closeAnsweredElsewhere();
        boolean givenUp = giveUp();
        legs.sort(Comparator.comparing(LegFold::since));
        List<About> told = told();
        Direction direction = direction(told);
        @Nullable Instant answered = firstAnswer();
        @Nullable Instant ended = over(givenUp) ? end() : null;
        @Nullable Outcome outcome = ended == null ? null : outcome(direction, answered != null);
        CallState state = ended != null ? CallState.ENDED : answered != null ? CallState.ANSWERED : CallState.RINGING;
        Instant started = legs.stream()
                .map(LegFold::since)
                .reduce(events.getFirst().origin().at(), (one, other) -> other.isBefore(one) ? other : one);
        return new Call(
                id,
                direction,
                state,
                outcome,
                first(told, About::number),
                first(told, About::name),
                first(told, About::dialled),
                first(told, About::queue),
                first(told.reversed(), About::digits),
                null,
                "",
                started,
                answered,
                ended,
                givenUp && ended != null,
                legs.stream().map(leg -> leg.leg(outcome(leg))).toList());
    }

    private void addLegs() {
        Map<String, List<LegFold>> attempts = new LinkedHashMap<>();
        for (KnownEvent known : events) {
            if (known.event() instanceof CallEvent.OfLeg event) {
                List<LegFold> ofLeg = attempts.computeIfAbsent(
                        known.origin().source() + '\n' + event.leg().id(), key -> new ArrayList<>());
                if (ofLeg.isEmpty() || ofLeg.getLast().isOverBefore(event)) {
                    var leg = new LegFold(
                            event.leg().id(), ofLeg.size() + 1, known.origin().at());
                    ofLeg.add(leg);
                    legs.add(leg);
                }
                ofLeg.getLast().add(event, known.agent());
            }
        }
    }

    private void closeWithTheirCalls() {
        for (KnownEvent known : events) {
            if (known.event() instanceof CallEvent.Ended ended) {
                legs.stream()
                        .filter(leg -> leg.call().equals(known.origin().call()))
                        .forEach(leg -> leg.end(known.origin().at(), ended.cause()));
            }
        }
    }

    private void closeAnsweredElsewhere() {
        for (LegFold leg : legs) {
            if (leg.unanswered() && leg.open() && leg.rang() != null) {
                legs.stream()
                        .filter(LegFold::answeredByParty)
                        .map(LegFold::answered)
                        .filter(Objects::nonNull)
                        .filter(at -> !at.isBefore(leg.since()))
                        .min(Comparator.naturalOrder())
                        .ifPresent(at -> leg.end(at, Cause.ELSEWHERE));
            }
        }
    }

    /** Whether the call was given up on and nothing came after that. */
    private boolean giveUp() {
        if (!(events.getLast().event() instanceof CallEvent.GivenUp)) {
            return false;
        }
        boolean open = !over(false);
        Instant at = events.getLast().origin().at();
        legs.stream().filter(LegFold::open).forEach(leg -> leg.end(at, Cause.UNKNOWN));
        return open;
    }

    private boolean over(boolean givenUp) {
        if (legs.stream().anyMatch(LegFold::open)) {
            return false;
        }
        return givenUp
                || !legs.isEmpty()
                || events.stream().anyMatch(known -> known.event() instanceof CallEvent.Ended);
    }

    private Instant end() {
        return legs.stream()
                .map(LegFold::ended)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> events.getLast().origin().at());
    }

    private @Nullable Instant firstAnswer() {
        return legs.stream()
                .filter(LegFold::answeredByParty)
                .map(leg -> Objects.requireNonNull(leg.leg(null).answeredAt()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What was told of the call: of the oldest of the calls that it was joined from first, then by time. */
    private List<About> told() {
        Map<String, Instant> first = new HashMap<>();
        for (KnownEvent known : events) {
            first.putIfAbsent(known.origin().call(), known.origin().at());
        }
        return events.stream()
                .sorted(Comparator.comparing((KnownEvent known) ->
                        Objects.requireNonNull(first.get(known.origin().call()))))
                .map(known -> known.event().about())
                .toList();
    }

    private static Direction direction(List<About> told) {
        return told.stream()
                .map(About::direction)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Direction.INBOUND);
    }

    private static String first(List<About> told, Function<About, String> part) {
        return told.stream()
                .map(part)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private @Nullable LegOutcome outcome(LegFold leg) {
        if (leg.open()) {
            return null;
        }
        if (leg.answered() != null) {
            return LegOutcome.ANSWERED;
        }
        return switch (leg.cause()) {
            case BUSY -> LegOutcome.BUSY;
            case DECLINED -> LegOutcome.DECLINED;
            case FORWARDED -> LegOutcome.FORWARDED;
            case UNAVAILABLE, FAILED -> LegOutcome.FAILED;
            case ELSEWHERE -> LegOutcome.ELSEWHERE;
            case CANCELLED -> answeredElsewhere(leg) ? LegOutcome.ELSEWHERE : LegOutcome.ABANDONED;
            case NO_ANSWER -> LegOutcome.MISSED;
            case NORMAL, UNKNOWN -> endedUnsaid(leg);
        };
    }

    private LegOutcome endedUnsaid(LegFold leg) {
        if (answeredElsewhere(leg)) {
            return LegOutcome.ELSEWHERE;
        }
        Instant ended = Objects.requireNonNull(leg.ended());
        boolean gaveUp = legs.stream()
                .filter(LegFold::caller)
                .filter(LegFold::gaveUp)
                .map(LegFold::ended)
                .filter(Objects::nonNull)
                .anyMatch(at -> !at.isAfter(ended) && !at.isBefore(leg.since()));
        return gaveUp ? LegOutcome.ABANDONED : LegOutcome.MISSED;
    }

    /** Whether another telephone answered while this one rang, or in the moment in which it stopped. */
    private boolean answeredElsewhere(LegFold leg) {
        Instant until = Objects.requireNonNull(leg.ended()).plus(SAME_MOMENT);
        return legs.stream()
                .filter(other -> other != leg && other.answeredByParty())
                .map(other -> Objects.requireNonNull(other.answered()))
                .anyMatch(at -> !at.isBefore(leg.since()) && !at.isAfter(until));
    }

    private Outcome outcome(Direction direction, boolean answered) {
        if (answered) {
            return Outcome.ANSWERED;
        }
        List<Cause> causes = legs.stream()
                .filter(LegFold::called)
                .map(LegFold::cause)
                .filter(cause -> cause != Cause.ELSEWHERE && cause != Cause.FORWARDED)
                .toList();
        if (callerGaveUp(causes)) {
            return Outcome.ABANDONED;
        }
        Cause ended = endOfCall();
        if (ended == Cause.FORWARDED) {
            return Outcome.FORWARDED;
        }
        if (all(causes, ended, Cause.BUSY)) {
            return Outcome.BUSY;
        }
        if (all(causes, ended, Cause.DECLINED)) {
            return Outcome.DECLINED;
        }
        boolean nobodyCalled = causes.isEmpty() && legs.stream().anyMatch(LegFold::caller);
        boolean reachedNothing =
                nobodyCalled || all(causes, ended, Cause.FAILED) || all(causes, ended, Cause.UNAVAILABLE);
        return reachedNothing && direction != Direction.INBOUND ? Outcome.FAILED : Outcome.MISSED;
    }

    private boolean callerGaveUp(List<Cause> causes) {
        return endOfCall() == Cause.CANCELLED
                || legs.stream().anyMatch(leg -> leg.caller() && leg.gaveUp())
                || (!causes.isEmpty() && causes.getLast() == Cause.CANCELLED);
    }

    /** Of the call as a whole, as far as it was told. */
    private Cause endOfCall() {
        return events.stream()
                .map(KnownEvent::event)
                .filter(CallEvent.Ended.class::isInstance)
                .map(event -> ((CallEvent.Ended) event).cause())
                .filter(cause -> cause != Cause.NORMAL && cause != Cause.UNKNOWN)
                .findFirst()
                .orElse(Cause.UNKNOWN);
    }

    private static boolean all(List<Cause> causes, Cause ended, Cause wanted) {
        return causes.isEmpty() ? ended == wanted : causes.stream().allMatch(cause -> cause == wanted);
    }

    /** Of events of the same moment: what begins comes before what ends. */
    private static int rank(CallEvent event) {
        return switch (event) {
            case CallEvent.Told ignored -> 0;
            case CallEvent.Joined ignored -> 1;
            case CallEvent.Began ignored -> 2;
            case CallEvent.Rang ignored -> 3;
            case CallEvent.Answered ignored -> 4;
            case CallEvent.Held ignored -> 5;
            case CallEvent.Resumed ignored -> 6;
            case CallEvent.Transferred ignored -> 7;
            case CallEvent.LegEnded ignored -> 8;
            case CallEvent.Ended ignored -> 9;
            case CallEvent.GivenUp ignored -> 10;
        };
    }
}
