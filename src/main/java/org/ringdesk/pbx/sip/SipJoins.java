package org.ringdesk.pbx.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;

/**
 * The calls that go on, or did a moment ago, and which of them a telephone that begins to ring is of. The source mostly does
 * not say; what two extensions tell at the same time of the same caller is one call. Callers without a number are never put
 * together, for any of them may be anybody.
 */
final class SipJoins {
    /** A queue lets the telephones be quiet for some seconds before it rings the next ones; Asterisk's for five. */
    private static final Duration QUEUE_PAUSES = Duration.ofSeconds(6);

    /** A call that was sent on rings at the next telephone at once. */
    private static final Duration SENT_ON = Duration.ofSeconds(1);

    /** Messages of two extensions may overtake each other by so much. */
    private static final Duration OVERTAKES = Duration.ofMillis(500);

    /** What an extension dials rings at another one in this time; later it is another call of the same telephone. */
    private static final Duration DIALLING = Duration.ofSeconds(3);

    private final Set<SipCall> calls = new LinkedHashSet<>();

    SipCall begin(SipLeg leg, Direction direction, DialogInfo.Party party) {
        var call = new SipCall(leg.id, direction, leg.since, party.number(), party.name());
        call.withheld = party.withheld();
        calls.add(call);
        return call;
    }

    void add(SipCall call) {
        calls.add(call);
    }

    /** Of what ended too long ago for anything to come of it. */
    void forget(Instant now) {
        calls.removeIf(call -> !call.open() && isOver(call, now, QUEUE_PAUSES));
    }

    private static boolean isOver(SipCall call, Instant now, Duration time) {
        @Nullable Instant end = call.lastEnd;
        return end == null || end.plus(time).isBefore(now);
    }

    /** Of all calls, also those that are over and are of a call that goes on. */
    int legs() {
        return calls.stream().mapToInt(call -> call.legs.size()).sum();
    }

    Set<SipCall> all() {
        return calls;
    }

    /** The call that a telephone rings for, if any is known. */
    Optional<SipCall> of(SipLeg leg, DialogInfo.Party caller, Direction direction, Instant now) {
        return sameAtSip(leg)
                .or(() -> direction == Direction.INTERNAL ? dialledBy(caller.number(), leg) : Optional.empty())
                .or(() -> sameCaller(leg, caller.number(), direction, now));
    }

    private Optional<SipCall> sameAtSip(SipLeg leg) {
        return leg.callId.isEmpty()
                ? Optional.empty()
                : calls.stream()
                        .filter(call ->
                                call.legs.stream().anyMatch(other -> !other.ended && other.callId.equals(leg.callId)))
                        .findFirst();
    }

    /** An extension said whom it dials. */
    private Optional<SipCall> dialledBy(String extension, SipLeg rings) {
        List<SipLeg> dialling = calls.stream()
                .flatMap(call -> call.legs.stream())
                .filter(leg -> leg.is(Role.CALLER) && !leg.ended && leg.extension.equals(extension))
                .filter(leg -> leg.call != null && leg.call.direction == Direction.INTERNAL)
                .toList();
        return dialling.stream()
                .filter(leg -> leg.dialled.equals(rings.extension))
                .findFirst()
                .or(() -> dialling.stream()
                        .filter(leg -> leg.call != null && !leg.call.answered)
                        .findFirst())
                .map(leg -> leg.call);
    }

    private Optional<SipCall> sameCaller(SipLeg leg, String number, Direction direction, Instant now) {
        return number.isEmpty()
                ? Optional.empty()
                : calls.stream()
                        .filter(call -> call.direction == direction && call.number.equals(number))
                        .filter(call -> !call.withheld && !call.at(leg.extension) && goesOnAt(call, now))
                        .max(Comparator.comparing(SipCall::rings).thenComparing(call -> call.since));
    }

    private static boolean goesOnAt(SipCall call, Instant now) {
        if (call.callerIsGone() || call.talks()) {
            return false;
        }
        return call.rings() || !isOver(call, now, call.answered ? SENT_ON : QUEUE_PAUSES);
    }

    /** A call that began to ring elsewhere just before the last telephone of this one was put down: it was sent on. */
    Optional<SipCall> sentOn(SipCall call, Instant now) {
        return call.number.isEmpty() || call.direction != Direction.INBOUND || call.talks()
                ? Optional.empty()
                : calls.stream()
                        .filter(other -> other != call && other.number.equals(call.number))
                        .filter(other -> other.direction == Direction.INBOUND && !other.answered && other.rings())
                        .filter(other -> !other.since.plus(OVERTAKES).isBefore(now))
                        .findFirst();
    }

    void join(SipCall call, SipCall other) {
        call.takeOver(other);
        calls.remove(other);
    }

    /** A call from the extension that rings without a telephone being known to have dialled it. */
    Optional<SipCall> withoutCaller(String extension, String dialled, Instant now) {
        return calls.stream()
                .filter(call -> call.direction == Direction.INTERNAL && call.number.equals(extension))
                .filter(call -> call.rings()
                        && !call.hasCaller()
                        && !call.since.plus(OVERTAKES).isBefore(now))
                .filter(call -> dialled.isEmpty() || call.at(dialled))
                .findFirst();
    }

    /** Whether a telephone of which nothing is told but that it is used may have dialled what rings now. */
    static boolean mayHaveDialled(SipLeg leg, Instant now) {
        return leg.call == null
                && !leg.feature()
                && !leg.ended
                && !leg.since.plus(DIALLING).isBefore(now);
    }
}
