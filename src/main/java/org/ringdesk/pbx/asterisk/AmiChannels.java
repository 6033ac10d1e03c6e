package org.ringdesk.pbx.asterisk;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;

/** The channels that live, and the calls that they make up. What is gone is forgotten. */
final class AmiChannels {
    /** Channels that no telephone or line is behind: halves that pass a call on, players, recorders, listeners. */
    private static final Set<String> INTERNAL = Set.of(
            "Announcer",
            "AsyncGoto",
            "Bridge",
            "CBAnn",
            "CBRec",
            "Message",
            "MulticastRTP",
            "Recorder",
            "Snoop",
            "Substitution",
            "Surrogate",
            "UnicastRTP");

    /** So many channels that ended are remembered, so that a message that comes twice does not bring one back. */
    private static final int MOST_ENDED = 2_000;

    /** Room for a channel, besides its id and name. */
    private static final int CHANNEL = 2_000;

    /** Room for a call, and for another id that it goes by. */
    private static final int CALL = 2_000;

    private final Stations stations;
    private final Room room;
    private final Map<String, AmiChannel> channels = new HashMap<>();
    private final Map<String, AmiCall> calls = new HashMap<>();
    private final Map<String, AmiChannel> locals = new HashMap<>();
    private final Map<String, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    };

    AmiChannels(Stations stations, Room room) {
        this.stations = stations;
        this.room = room;
    }

    Optional<AmiChannel> find(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    Set<String> legs() {
        return channels.values().stream()
                .filter(AmiChannel::isLeg)
                .map(channel -> channel.facts().id())
                .collect(Collectors.toSet());
    }

    int size() {
        return channels.size();
    }

    /**
     * The channel that a message tells of, with what it says of it.
     *
     * @param prefix of the names of its fields, such as {@code Dest}
     * @return empty where the message names none, or one that is over or does not matter
     */
    Optional<AmiChannel> see(AmiMessage message, String prefix, AmiFacts facts) {
        String id = message.text(prefix + "Uniqueid");
        String name = message.text(prefix + "Channel");
        if (id.isEmpty() || name.isEmpty() || ended.containsKey(id)) {
            return Optional.empty();
        }
        @Nullable AmiChannel channel = channels.get(id);
        if (channel == null) {
            channel = fresh(message, prefix, facts.at());
        }
        if (channel != null) {
            update(channel, message, prefix, facts);
        }
        return Optional.ofNullable(channel);
    }

    Optional<AmiChannel> otherHalf(AmiChannel local) {
        return Optional.ofNullable(locals.get(local.otherHalf()));
    }

    Optional<AmiCall> call(String linkedid) {
        return Optional.ofNullable(calls.get(linkedid));
    }

    /**
     * @param at since when it is
     * @return null where it names no channel or one that does not matter, and where there is no room for it
     */
    @Nullable
    AmiChannel fresh(AmiMessage message, String prefix, Instant at) {
        String id = message.text(prefix + "Uniqueid");
        String name = message.text(prefix + "Channel");
        String context = message.text(prefix + "Context");
        String number = message.brief(prefix + "CallerIDNum");
        if (id.isEmpty() || name.isEmpty()) {
            return null;
        }
        if (INTERNAL.contains(Stations.technology(name)) || stations.ignored(name, context)) {
            return null;
        }
        if (!room.take(weight(id, name))) {
            return null;
        }
        @Nullable AmiCall call = callOf(linkedid(message, prefix), at);
        if (call == null) {
            room.give(weight(id, name));
            return null;
        }
        Station station = message.event().equals("Newchannel")
                ? stations.learn(name, context, number)
                : stations.known(name, number);
        var channel = new AmiChannel(id, name, at, station, call);
        channel.exten = message.brief(prefix + "Exten");
        channel.number = number;
        channel.callerName = message.name(prefix + "CallerIDName");
        call.channels.add(channel);
        channels.put(channel.id, channel);
        if (channel.local()) {
            locals.put(name, channel);
        }
        return channel;
    }

    private static int weight(String id, String name) {
        return CHANNEL + Room.of(id, id, name, name);
    }

    /** The one that goes by the key, be it a new one; null where there is no room for that. */
    private @Nullable AmiCall callOf(String key, Instant at) {
        @Nullable AmiCall known = calls.get(key);
        int weight = CALL + Room.of(key, key);
        if (known != null || !room.take(weight)) {
            return known;
        }
        var call = new AmiCall(key, at);
        call.weight = weight;
        calls.put(key, call);
        return call;
    }

    private static String linkedid(AmiMessage message, String prefix) {
        String linkedid = message.text(prefix + "Linkedid");
        return linkedid.isEmpty() ? message.text(prefix + "Uniqueid") : linkedid;
    }

    private void update(AmiChannel channel, AmiMessage message, String prefix, AmiFacts facts) {
        String connected = message.brief(prefix + "ConnectedLineNum");
        channel.connected = connected.isEmpty() ? channel.connected : connected;
        if (message.is(prefix + "ChannelStateDesc", "Up")) {
            channel.up = true;
        }
        String linkedid = linkedid(message, prefix);
        if (!channel.call.keys.contains(linkedid)) {
            @Nullable AmiCall other = callOf(linkedid, facts.at());
            if (other != null) {
                join(other, channel.call, facts);
                pickedUp(channel, facts);
            }
        }
    }

    /** Makes two calls one: the one that began first. */
    void join(AmiCall one, AmiCall another, AmiFacts facts) {
        if (one != another) {
            AmiCall older = one.before(another) ? one : another;
            AmiCall younger = older == one ? another : one;
            older.takeOver(younger);
            younger.keys.forEach(key -> calls.put(key, older));
            if (younger.told) {
                facts.joined(older, younger);
            }
        }
    }

    /**
     * A telephone that had dialled nobody and finds itself in somebody else's call has fetched it: from a telephone that
     * rings, or from where it was parked.
     */
    private static void pickedUp(AmiChannel channel, AmiFacts facts) {
        boolean telephone = !channel.local() && !channel.station.outside();
        if (telephone && channel.incoming && channel.up && !channel.isLeg() && channel.call.told) {
            facts.began(channel, Role.CALLED, channel.station.extension());
            facts.answered(channel);
        }
    }

    /**
     * Nothing is told of it before it has reached something: the dial plan may say more of the caller until then, and a
     * telephone may have dialled a feature.
     */
    static void comesIn(AmiChannel channel) {
        if (!channel.local() && !channel.isLeg()) {
            channel.incoming = true;
            if (channel.station.outside()) {
                channel.call.cameIn(channel);
            }
        }
    }

    /** A caller from outside who reached nothing but the PBX itself, a menu or a busy tone, has called all the same. */
    static void fromOutside(AmiChannel channel, AmiFacts facts) {
        if (channel.incoming && channel.station.outside()) {
            facts.began(channel, Role.CALLER, channel.call.about().number());
        }
    }

    /**
     * The call has reached something: whoever dialled within it is its caller.
     *
     * @param reached an extension or a queue, for a call within the house
     */
    void callers(AmiCall call, String reached, AmiFacts facts) {
        for (AmiChannel channel : List.copyOf(call.channels)) {
            fromOutside(channel, facts);
            if (channel.incoming && !channel.isLeg()) {
                call.inside(channel, reached);
                facts.began(channel, Role.CALLER, channel.station.extension());
            }
        }
    }

    void forget(AmiChannel channel) {
        if (channels.remove(channel.id) != null) {
            room.give(weight(channel.id, channel.name));
        }
        locals.remove(channel.name);
        ended.put(channel.id, true);
        channel.call.channels.remove(channel);
        if (channel.call.channels.isEmpty()) {
            channel.call.keys.forEach(calls::remove);
            room.give(channel.call.weight);
            channel.call.weight = 0;
        }
    }

    /** Those that should be in a list of all, and are not. */
    List<AmiChannel> missing(List<AmiMessage> listed, Instant asked) {
        Set<String> ids =
                listed.stream().map(message -> message.text("Uniqueid")).collect(Collectors.toSet());
        return channels.values().stream()
                .filter(channel -> !ids.contains(channel.id) && channel.since.isBefore(asked))
                .toList();
    }

    /** Channels by id, of a list. */
    Map<String, AmiMessage> unknown(List<AmiMessage> listed) {
        return listed.stream()
                .filter(message ->
                        !channels.containsKey(message.text("Uniqueid")) && !ended.containsKey(message.text("Uniqueid")))
                .collect(Collectors.toMap(
                        message -> message.text("Uniqueid"),
                        Function.identity(),
                        (one, same) -> one,
                        LinkedHashMap::new));
    }
}
