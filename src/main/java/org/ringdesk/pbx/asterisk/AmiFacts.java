package org.ringdesk.pbx.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/**
 * The events of calls that one message gives. An event's id says what it is and of which channel, so that the same fact has
 * the same id whenever, and by whichever connection, it is told.
 */
final class AmiFacts {
    private final String source;
    private final Instant at;
    private final List<CallEvent> events = new ArrayList<>(4);

    AmiFacts(String source, Instant at) {
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
    void told(AmiCall call) {
        if (call.told) {
            List<String> parts = List.of(
                    String.valueOf(call.direction), call.number, call.name, call.dialled, call.queue, call.digits);
            String id = "told/" + EventKeys.digest(List.of(call.key, EventKeys.digest(parts)));
            events.add(new CallEvent.Told(origin(call, id), call.about()));
        }
    }

    void joined(AmiCall call, AmiCall other) {
        String id = "joined/" + EventKeys.digest(List.of(call.key, other.key));
        events.add(new CallEvent.Joined(origin(call, id), call.about(), other.key));
    }

    void began(AmiChannel channel, Role role, String party) {
        if (!channel.isLeg()) {
            channel.become(role, party);
            var origin = new Origin(source, id(channel, "began"), told(channel).key, channel.since);
            events.add(new CallEvent.Began(origin, channel.call.about(), channel.facts()));
        }
    }

    void rang(AmiChannel channel) {
        if (channel.is(Role.CALLED) && !channel.rang() && !channel.answered()) {
            channel.rings(at);
            events.add(new CallEvent.Rang(origin(channel, "rang"), channel.call.about(), channel.facts()));
        }
    }

    /** Whoever called from a telephone of the house talks from then on too. */
    void answered(AmiChannel channel) {
        if (!channel.answered()) {
            talks(channel);
            channel.call.channels.stream()
                    .filter(other -> other.is(Role.CALLER) && !other.station.outside() && !other.answered())
                    .forEach(this::talks);
        }
    }

    private void talks(AmiChannel channel) {
        channel.answers(at);
        events.add(new CallEvent.Answered(origin(channel, "answered"), channel.call.about(), channel.facts()));
    }

    void held(AmiChannel channel, boolean held) {
        if (channel.isLeg() && !channel.station.outside() && channel.held != held) {
            channel.held = held;
            Origin origin = origin(channel, (held ? "held/" : "resumed/") + at.toEpochMilli());
            events.add(
                    held
                            ? new CallEvent.Held(origin, channel.call.about(), channel.facts())
                            : new CallEvent.Resumed(origin, channel.call.about(), channel.facts()));
        }
    }

    void transferred(AmiChannel channel, String target) {
        if (channel.isLeg()) {
            events.add(new CallEvent.Transferred(
                    origin(channel, "transferred"), channel.call.about(), channel.facts(), target));
        }
    }

    void ended(AmiChannel channel, Cause cause, boolean hungUp) {
        if (channel.isLeg()) {
            events.add(new CallEvent.LegEnded(
                    origin(channel, "ended"), channel.call.about(), channel.facts(), cause, hungUp));
        }
    }

    private Origin origin(AmiChannel channel, String what) {
        return origin(told(channel), id(channel, what));
    }

    private static String id(AmiChannel channel, String what) {
        return what + '/' + channel.facts().id();
    }

    private static AmiCall told(AmiChannel channel) {
        channel.call.told = true;
        return channel.call;
    }

    private Origin origin(AmiCall call, String id) {
        return new Origin(source, id, call.key, at);
    }
}
