package org.ringdesk.pbx.freeswitch;

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
final class EslFacts {
    private final String source;
    private final Instant at;
    private final List<CallEvent> events = new ArrayList<>(4);

    EslFacts(String source, Instant at) {
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
    void told(EslCall call) {
        if (call.told) {
            List<String> parts = List.of(
                    String.valueOf(call.direction), call.number, call.name, call.dialled, call.queue, call.digits);
            String id = "told/" + EventKeys.digest(List.of(call.key, EventKeys.digest(parts)));
            events.add(new CallEvent.Told(origin(call, id), call.about()));
        }
    }

    void joined(EslCall call, EslCall other) {
        String id = "joined/" + EventKeys.digest(List.of(call.key, other.key));
        events.add(new CallEvent.Joined(origin(call, id), call.about(), other.key));
    }

    void began(EslChannel channel, Role role, String party) {
        if (!channel.isLeg() && !channel.internal) {
            channel.become(role, party);
            var origin = new Origin(source, id(channel, "began"), told(channel).key, channel.since);
            events.add(new CallEvent.Began(origin, channel.call.about(), channel.facts()));
        }
    }

    void rang(EslChannel channel, Instant since) {
        if (channel.is(Role.CALLED) && !channel.rang() && !channel.answered()) {
            channel.rings(since);
            var origin = new Origin(source, id(channel, "rang"), told(channel).key, since);
            events.add(new CallEvent.Rang(origin, channel.call.about(), channel.facts()));
        }
    }

    /** Whoever called from a telephone of the house talks from then on too. */
    void answered(EslChannel channel, Instant since) {
        if (!channel.answered()) {
            talks(channel, since);
            channel.call.answered = true;
            channel.call.channels.stream()
                    .filter(other -> other.is(Role.CALLER) && other.telephone() && !other.answered())
                    .forEach(other -> talks(other, since));
        }
    }

    private void talks(EslChannel channel, Instant since) {
        channel.answers(since);
        var origin = new Origin(source, id(channel, "answered"), told(channel).key, since);
        events.add(new CallEvent.Answered(origin, channel.call.about(), channel.facts()));
    }

    void held(EslChannel channel, boolean held) {
        if (channel.isLeg() && channel.held != held) {
            channel.held = held;
            Origin origin = origin(channel, (held ? "held/" : "resumed/") + at.toEpochMilli());
            events.add(
                    held
                            ? new CallEvent.Held(origin, channel.call.about(), channel.facts())
                            : new CallEvent.Resumed(origin, channel.call.about(), channel.facts()));
        }
    }

    void transferred(EslChannel channel, String target) {
        if (channel.isLeg()) {
            events.add(new CallEvent.Transferred(
                    origin(channel, "transferred"), channel.call.about(), channel.facts(), target));
        }
    }

    void ended(EslChannel channel, Cause cause, boolean hungUp) {
        if (channel.isLeg()) {
            Origin origin = origin(channel, hungUp ? "hung-up" : "ended");
            events.add(new CallEvent.LegEnded(origin, channel.call.about(), channel.facts(), cause, hungUp));
        }
    }

    private Origin origin(EslChannel channel, String what) {
        return origin(told(channel), id(channel, what));
    }

    private static String id(EslChannel channel, String what) {
        return what + '/' + channel.legId;
    }

    private static EslCall told(EslChannel channel) {
        channel.call.told = true;
        return channel.call;
    }

    private Origin origin(EslCall call, String id) {
        return new Origin(source, id, call.key, at);
    }
}
