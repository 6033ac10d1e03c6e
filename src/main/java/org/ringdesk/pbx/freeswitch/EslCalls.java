package org.ringdesk.pbx.freeswitch;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.Room;

/**
 * Turns the events of one PBX into events of calls. It knows what is going on there and nothing else, so that the same
 * events give the same. Not safe for several threads.
 *
 * <p>A channel keeps its Unique-ID, but for an event of its own. Two channels belong to one call when one dialled the other,
 * when they were connected, or when a queue says so. Who answered is told by the connection, not by {@code CHANNEL_ANSWER},
 * which the PBX itself gives, and several telephones of a group may.
 */
final class EslCalls {
    /** The dial plan's own event by which it says what was keyed. */
    static final String DIGITS = "cti::digits";

    static final String QUEUES = "callcenter::info";

    private static final int MOST_REMEMBERED = 4_000;
    private static final int LONGEST_CORE = 40;
    private static final int LONGEST_NUMBER = 20;

    /** So much of the heap is taken at most, in bytes, besides what room is asked for; an answer that is read as well. */
    static final int ROOM = 2_500_000 + EslReader.LONGEST_BODY;

    private final String source;
    private final EslChannels channels;

    /** Numbers of events that were seen, so that one that comes twice does nothing. */
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param variable of a channel that holds what the caller keyed
     * @param room for the channels that live
     */
    EslCalls(String source, Stations stations, String variable, Room room) {
        this.source = source;
        this.channels = new EslChannels(stations, variable, room);
    }

    /**
     * What an event tells; mostly nothing.
     *
     * @param received when it came, for one that does not say when it happened
     */
    List<CallEvent> take(EslEvent event, Instant received) {
        var facts = new EslFacts(source, event.at(received));
        if (isNew(event)) {
            take(event, facts);
        }
        return facts.events();
    }

    private boolean isNew(EslEvent event) {
        String number = event.text("Event-Sequence");
        String core = Cleaned.text(event.text("Core-UUID"), LONGEST_CORE);
        return number.isEmpty() || seen.put(core + Cleaned.text(number, LONGEST_NUMBER), true) == null;
    }

    private void take(EslEvent event, EslFacts facts) {
        switch (event.name()) {
            case "CHANNEL_CREATE", "CALL_UPDATE" -> see(event, facts);
            case "CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA" ->
                see(event, facts).ifPresent(channel -> facts.rang(channel, facts.at()));
            case "CHANNEL_ANSWER" -> see(event, facts).ifPresent(channel -> EslChannels.fromOutside(channel, facts));
            case "CHANNEL_BRIDGE" -> bridged(event, facts);
            case "CHANNEL_UNBRIDGE" -> unbridged(event, facts);
            case "CHANNEL_HOLD" -> see(event, facts).ifPresent(channel -> facts.held(channel, true));
            case "CHANNEL_UNHOLD" -> see(event, facts).ifPresent(channel -> facts.held(channel, false));
            case "CHANNEL_HANGUP" -> see(event, facts).ifPresent(channel -> hangup(channel, event, facts));
            case "CHANNEL_HANGUP_COMPLETE" -> see(event, facts).ifPresent(channel -> over(channel, event, facts));
            case "CHANNEL_UUID" -> channels.rename(event.text("Old-Unique-ID"), event.channel());
            case "CUSTOM" -> custom(event, facts);
            default -> {}
        }
    }

    /**
     * Puts what is known right by a list of all channels, asked for after a connection was made.
     *
     * @param listed what channels are like, at least those that are not known
     * @param gone ids of channels that were known and are not in the list
     */
    List<CallEvent> resync(List<EslEvent> listed, Set<String> gone, Instant at) {
        var facts = new EslFacts(source, at);
        gone.forEach(id -> channels.find(id).ifPresent(channel -> lost(channel, facts)));
        List<EslEvent> oldestFirst = listed.stream()
                .sorted(Comparator.comparingInt((EslEvent event) -> event.is("Call-Direction", "inbound") ? 0 : 1)
                        .thenComparing(event -> event.time("Caller-Channel-Created-Time", at)))
                .toList();
        oldestFirst.forEach(event -> see(event, facts));
        for (EslEvent event : oldestFirst) {
            see(event, facts).ifPresent(channel -> new EslDialling(channels, facts).goesOn(channel, event));
        }
        return facts.events();
    }

    private void lost(EslChannel channel, EslFacts facts) {
        channel.ended = true;
        if (!channel.endTold) {
            end(channel, "", false, facts);
        }
        channels.forget(channel);
    }

    /** Ids of all channels that are known to be. */
    Set<String> channels() {
        return channels.ids();
    }

    /** Ids of the legs that are open. */
    Set<String> legs() {
        return channels.legs();
    }

    /** Channels that are known to be; zero when nobody telephones. */
    int size() {
        return channels.size();
    }

    private Optional<EslChannel> see(EslEvent event, EslFacts facts) {
        return channels.see(event, facts);
    }

    private void bridged(EslEvent event, EslFacts facts) {
        see(event, facts).ifPresent(channel -> {
            String one = event.first("Bridge-A-Unique-ID", "Unique-ID");
            String other = event.first("Bridge-B-Unique-ID", "Other-Leg-Unique-ID");
            channels.find(one.equals(channel.id) ? other : one)
                    .ifPresent(with -> new EslDialling(channels, facts).connected(channel, with));
        });
    }

    private void unbridged(EslEvent event, EslFacts facts) {
        see(event, facts)
                .filter(channel -> !channel.ended && !event.is("Answer-State", "hangup"))
                .ifPresent(channel -> new EslDialling(channels, facts).parted(channel));
    }

    /** Who put the receiver down is known at the very end only; an abandoned call is told of then. */
    private void hangup(EslChannel channel, EslEvent event, EslFacts facts) {
        String cause = event.text("Hangup-Cause");
        channel.ended = true;
        sentOn(channel, event, facts);
        if (!channel.incoming || channel.call.answered || EslCauses.saysWhy(cause)) {
            end(channel, cause, false, facts);
        }
    }

    private void over(EslChannel channel, EslEvent event, EslFacts facts) {
        String cause = event.text("Hangup-Cause");
        boolean putDown = EslCauses.putDown(event.variable("sip_hangup_disposition"), cause);
        channel.ended = true;
        sentOn(channel, event, facts);
        if (putDown || !channel.endTold) {
            end(channel, cause, putDown, facts);
        }
        channels.forget(channel);
    }

    private static void end(EslChannel channel, String text, boolean putDown, EslFacts facts) {
        EslChannels.fromOutside(channel, facts);
        Cause cause = EslCauses.of(channel, text);
        facts.ended(channel, cause, putDown);
        channel.endTold = true;
    }

    /** A telephone that asked for a transfer by itself (SIP REFER). */
    private static void sentOn(EslChannel channel, EslEvent event, EslFacts facts) {
        String target = event.variable("transfer_destination");
        if (event.is("variable_endpoint_disposition", "BLIND_TRANSFER") && channel.answered()) {
            facts.transferred(channel, target.substring(target.indexOf(':') + 1));
        }
    }

    private void custom(EslEvent event, EslFacts facts) {
        switch (event.text("Event-Subclass")) {
            case DIGITS ->
                see(event, facts).ifPresent(channel -> channels.keyed(channel.call, event.text("digits"), facts));
            case QUEUES -> queue(event, facts);
            default -> {}
        }
    }

    private void queue(EslEvent event, EslFacts facts) {
        if (event.is("CC-Action", "member-queue-start")) {
            see(event, facts);
            channels.find(event.first("CC-Member-Session-UUID", "Unique-ID")).ifPresent(caller -> {
                EslChannels.callers(caller.call, facts);
                channels.queued(caller.call, event.text("CC-Queue"), facts);
            });
        }
    }
}
