package org.ringdesk.pbx.sip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/**
 * The events of calls that one document gives. An event's id says what it is and of which leg, so that the same fact has the
 * same id whenever it is told.
 */
final class SipFacts {
    private final String source;
    private final Instant at;
    private final List<CallEvent> events = new ArrayList<>(4);

    SipFacts(String source, Instant at) {
        this.source = source;
        this.at = at;
    }

    List<CallEvent> events() {
        return List.copyOf(events);
    }

    Instant at() {
        return at;
    }

    /** Something more is known of the call. */
    void told(SipCall call) {
        List<String> parts = List.of(call.key, call.number, call.name, call.dialled);
        events.add(new CallEvent.Told(origin(call, "told/" + EventKeys.digest(parts)), call.about()));
    }

    void joined(SipCall call, SipCall other) {
        String id = "joined/" + EventKeys.digest(List.of(call.key, other.key));
        events.add(new CallEvent.Joined(origin(call, id), call.about(), other.key));
    }

    void began(SipLeg leg) {
        events.add(new CallEvent.Began(origin(leg, "began"), call(leg).about(), leg.facts()));
    }

    void rang(SipLeg leg) {
        leg.rangAt = at;
        events.add(new CallEvent.Rang(origin(leg, "rang"), call(leg).about(), leg.facts()));
    }

    /** Whoever called from an extension talks from then on too. */
    void answered(SipLeg leg) {
        if (!leg.answered()) {
            talks(leg);
            call(leg).answered = true;
            call(leg).legs.stream()
                    .filter(other -> other.is(Role.CALLER) && !other.answered() && !other.ended)
                    .forEach(this::talks);
        }
    }

    private void talks(SipLeg leg) {
        leg.answeredAt = at;
        events.add(new CallEvent.Answered(origin(leg, "answered"), call(leg).about(), leg.facts()));
    }

    void held(SipLeg leg, boolean held) {
        if (leg.held != held) {
            leg.held = held;
            Origin origin = origin(leg, (held ? "held/" : "resumed/") + at.toEpochMilli());
            events.add(
                    held
                            ? new CallEvent.Held(origin, call(leg).about(), leg.facts())
                            : new CallEvent.Resumed(origin, call(leg).about(), leg.facts()));
        }
    }

    void ended(SipLeg leg, Cause cause, boolean hungUp) {
        leg.ended = true;
        @Nullable SipCall call = leg.call;
        if (call != null) {
            call.lastEnd = at;
            events.add(new CallEvent.LegEnded(origin(leg, "ended"), call.about(), leg.facts(), cause, hungUp));
        }
    }

    private static SipCall call(SipLeg leg) {
        return Objects.requireNonNull(leg.call);
    }

    private Origin origin(SipLeg leg, String what) {
        return origin(call(leg), EventKeys.leg(what, leg.id));
    }

    private Origin origin(SipCall call, String id) {
        return new Origin(source, id, call.key, at);
    }
}
