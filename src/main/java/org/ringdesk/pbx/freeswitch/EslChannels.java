package org.ringdesk.pbx.freeswitch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;

/** The channels that live, and the calls that they make up. What is gone is forgotten. */
final class EslChannels {
    /** What FreeSWITCH says instead of a name, or where there is none. */
    private static final Set<String> NO_NAME = Set.of("unknown", "anonymous", "outbound call", "_undef_", "freeswitch");

    /** So many channels that ended are remembered, so that a message that comes late does not bring one back. */
    private static final int MOST_ENDED = 2_000;

    /** Room for a channel, besides its id. */
    private static final int CHANNEL = 1_800;

    /** Room for a call, and for another id that it goes by. */
    private static final int CALL = 1_800;

    private final Stations stations;
    private final String variable;
    private final Room room;
    private final Map<String, EslChannel> channels = new LinkedHashMap<>();
    private final Map<String, EslCall> calls = new LinkedHashMap<>();
    private final Map<String, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    };

    /** @param variable of a channel that holds what the caller keyed */
    EslChannels(Stations stations, String variable, Room room) {
        this.room = room;
        this.stations = stations;
        this.variable = variable;
    }

    int size() {
        return channels.size();
    }

    Set<String> ids() {
        return Set.copyOf(channels.keySet());
    }

    /** Ids of all legs that are not over. */
    Set<String> legs() {
        return channels.values().stream()
                .filter(channel -> channel.isLeg() && !channel.ended)
                .map(channel -> channel.legId)
                .collect(Collectors.toSet());
    }

    Optional<EslChannel> find(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /**
     * The channel that an event tells of, with what it says of it.
     *
     * @return empty where the event names none, or one that is over or does not matter
     */
    Optional<EslChannel> see(EslEvent event, EslFacts facts) {
        String id = event.channel();
        if (id.isEmpty() || ended.containsKey(id)) {
            return Optional.empty();
        }
        @Nullable EslChannel channel = channels.get(id);
        if (channel == null && begins(event) && !stations.ignored(event)) {
            channel = fresh(event, facts);
        }
        if (channel != null) {
            update(channel, event, facts);
        }
        return Optional.ofNullable(channel);
    }

    /** Of a channel whose end is the first that is heard of it nothing would be right. */
    private static boolean begins(EslEvent event) {
        return event.has("Channel-Name") && !event.has("Hangup-Cause");
    }

    private static int weight(String id) {
        return CHANNEL + 2 * Room.of(id);
    }

    /** Null where there is no room for it. */
    private @Nullable EslChannel fresh(EslEvent event, EslFacts facts) {
        boolean incoming = event.is("Call-Direction", "inbound");
        boolean internal = event.text("Channel-Name").startsWith("loopback/");
        Instant since = event.time("Caller-Channel-Created-Time", facts.at());
        if (!room.take(weight(event.channel()))) {
            return null;
        }
        @Nullable EslCall call = call(belongsTo(event), since);
        if (call == null) {
            room.give(weight(event.channel()));
            return null;
        }
        var channel = new EslChannel(event.channel(), since, stations.of(event, incoming), incoming, internal, call);
        channel.originated = !incoming && !internal && dialledBy(event).isEmpty();
        channel.dialled =
                incoming ? dialled(event) : event.first("Caller-Callee-ID-Number", "Caller-Destination-Number");
        channel.number = incoming || channel.originated ? number(event) : channel.dialled;
        channel.callerName = name(event);
        call.channels.add(channel);
        channels.put(channel.id, channel);
        if (incoming && channel.line()) {
            call.cameIn(channel, event.is("Caller-Privacy-Hide-Number", "true"));
        } else if (!incoming && !internal) {
            new EslDialling(this, facts).dialled(channel);
        }
        return channel;
    }

    /** What was dialled before the dial plan sent it elsewhere. */
    private static String dialled(EslEvent event) {
        return event.is("Event-Name", "CHANNEL_CREATE")
                ? event.text("Caller-Destination-Number")
                : event.first("variable_sip_req_user", "Caller-Destination-Number");
    }

    /** The channel that dialled this one; empty where a program did. */
    private static String dialledBy(EslEvent event) {
        String originator = event.is("Other-Type", "originator") ? event.text("Other-Leg-Unique-ID") : "";
        return originator.isEmpty()
                ? event.first("variable_originator", "variable_originating_leg_uuid", "variable_cc_member_session_uuid")
                : originator;
    }

    /** A queue's agents are linked to the caller by nothing but a variable until they answer. */
    private static String belongsTo(EslEvent event) {
        String other = event.first(
                "Other-Leg-Unique-ID",
                "variable_originator",
                "variable_originating_leg_uuid",
                "variable_cc_member_session_uuid",
                "variable_other_loopback_leg_uuid",
                "variable_other_loopback_from_uuid");
        return other.isEmpty() ? event.channel() : other;
    }

    /** Null where it is a new one, and there is no room for it. */
    private @Nullable EslCall call(String channel, Instant since) {
        EslChannel known = channels.get(channel);
        @Nullable EslCall call = known == null ? calls.get(channel) : known.call;
        int weight = CALL + 2 * Room.of(channel);
        if (call != null || !room.take(weight)) {
            return call;
        }
        var fresh = new EslCall(channel, since);
        fresh.weight = weight;
        calls.put(channel, fresh);
        return fresh;
    }

    /** What a channel called itself first; when it is connected FreeSWITCH may give it the number of the other side. */
    static String number(EslEvent event) {
        return event.is("Event-Name", "CHANNEL_CREATE")
                ? event.text("Caller-Caller-ID-Number")
                : event.first("Caller-Orig-Caller-ID-Number", "Caller-Caller-ID-Number");
    }

    /** What FreeSWITCH shows as the caller's name, where it is one. */
    private static String name(EslEvent event) {
        String name = event.text("Caller-Caller-ID-Name").strip();
        boolean none = NO_NAME.contains(name.toLowerCase(Locale.ROOT))
                || name.equals(event.text("Caller-Caller-ID-Number"))
                || !event.is("Caller-Caller-ID-Number", number(event));
        return none ? "" : name;
    }

    private void update(EslChannel channel, EslEvent event, EslFacts facts) {
        EslCall call = channel.call;
        String destination = event.text("Caller-Destination-Number");
        channel.destination = destination.isEmpty() ? channel.destination : destination;
        queued(call, event.variable("cc_queue"), facts);
        keyed(call, event.variable(variable), facts);
        if (channel.incoming && channel.line() && call.direction == Direction.INBOUND && !call.answered) {
            named(call, event, facts);
        }
        otherHalf(channel, event, facts);
    }

    /** A name may be looked up while it rings; once somebody talks, the fields may be of the other side. */
    private static void named(EslCall call, EslEvent event, EslFacts facts) {
        String name = name(event);
        if (call.name.isEmpty() && !name.isEmpty()) {
            call.name = name;
            facts.told(call);
        }
    }

    /** The two halves of a loopback channel are one, though they may not say so from the beginning. */
    private void otherHalf(EslChannel channel, EslEvent event, EslFacts facts) {
        if (channel.internal) {
            find(event.variable("other_loopback_leg_uuid")).ifPresent(half -> join(half.call, channel.call, facts));
        }
    }

    /** The first queue counts; a call that overflows to another one keeps it. */
    void queued(EslCall call, String queue, EslFacts facts) {
        int at = queue.indexOf('@');
        String name = at > 0 ? queue.substring(0, at) : queue;
        if (call.queue.isEmpty() && !name.isEmpty()) {
            call.queue = name;
            facts.told(call);
        }
    }

    void keyed(EslCall call, String digits, EslFacts facts) {
        if (!digits.isEmpty() && !digits.equals(call.digits)) {
            call.digits = digits;
            facts.told(call);
        }
    }

    /** Makes two calls one: the one that began first. */
    void join(EslCall one, EslCall another, EslFacts facts) {
        if (one != another) {
            EslCall older = one.before(another) ? one : another;
            EslCall younger = older == one ? another : one;
            older.takeOver(younger);
            younger.keys.forEach(key -> calls.put(key, older));
            if (younger.told) {
                facts.joined(older, younger);
            }
        }
    }

    /** A caller from outside who reached nothing but the PBX itself, a menu or a busy tone, has called all the same. */
    static void fromOutside(EslChannel channel, EslFacts facts) {
        if (channel.incoming && channel.line()) {
            facts.began(channel, Role.CALLER, channel.call.about().number());
        }
    }

    /**
     * The call has reached something: whoever dialled within it is its caller. Before that nothing is told of a telephone,
     * which may have dialled a feature.
     */
    static void callers(EslCall call, EslFacts facts) {
        for (EslChannel channel : List.copyOf(call.channels)) {
            fromOutside(channel, facts);
            if (channel.incoming && channel.telephone() && !channel.isLeg()) {
                call.inside(channel);
                facts.began(channel, Role.CALLER, channel.station.extension());
            }
        }
    }

    /** The channel goes on by another id. */
    void rename(String from, String to) {
        EslChannel channel = channels.get(from);
        int weight = CALL + 2 * Room.of(to);
        if (channel != null && !to.isEmpty() && !channels.containsKey(to) && room.take(weight)) {
            channels.remove(from);
            room.give(weight(from));
            room.take(weight(to));
            channel.id = to;
            channel.call.keys.add(to);
            channel.call.weight += weight;
            channels.put(to, channel);
            calls.put(to, channel.call);
        }
    }

    void forget(EslChannel channel) {
        if (channels.remove(channel.id) != null) {
            room.give(weight(channel.id));
        }
        ended.put(channel.id, true);
        channel.call.channels.remove(channel);
        if (channel.call.channels.isEmpty()) {
            channel.call.keys.forEach(calls::remove);
            room.give(channel.call.weight);
            channel.call.weight = 0;
        }
    }
}
