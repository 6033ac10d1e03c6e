package org.ringdesk.pbx.asterisk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;

/**
 * Turns the messages of one PBX into events of calls. It knows what is going on there and nothing else, so that the same
 * messages give the same events. Not safe for several threads.
 *
 * <p>A channel keeps its Uniqueid all its life, while the Linkedid, which tells what belongs together, changes without an
 * event of its own: whichever message has another one than before makes two calls one.
 */
final class AmiCalls {
    /** The variable of a channel by which the product says what it lets it dial. */
    static final String DIALLED = "CTI_DIALLED";

    private static final Set<String> FROM_DIALPLAN = Set.of("_", "__");

    private static final int MOST_DIALLING = 200;

    /** So much of the heap is taken at most, in bytes, besides what room is asked for. */
    static final int ROOM = 1536 * 1024;

    private final String source;
    private final AmiChannels channels;
    private final String variable;

    /** Numbers that the product dials itself, by the ids of the telephones' channels. */
    private final Map<String, String> dialling = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_DIALLING;
        }
    };

    /**
     * @param variable of the dial plan that holds what the caller keyed, without underscores
     * @param room for the channels that live
     */
    AmiCalls(String source, Stations stations, String variable, Room room) {
        this.source = source;
        this.channels = new AmiChannels(stations, room);
        this.variable = variable;
    }

    /** What a message tells; mostly nothing. */
    List<CallEvent> take(AmiMessage message, Instant at) {
        var facts = new AmiFacts(source, at);
        switch (message.event()) {
            case "Newchannel", "Newstate" -> state(message, facts);
            case "NewCallerid" -> callerId(message, facts);
            case "NewConnectedLine", "BridgeLeave" -> see(message, "", facts);
            case "BridgeEnter" -> bridged(message, facts);
            case "DialBegin" -> dialled(message, facts);
            case "DialState" -> dialState(message, facts);
            case "DialEnd" -> dialEnd(message, facts);
            case "Pickup" -> pickup(message, facts);
            case "Hold" -> see(message, "", facts).ifPresent(channel -> facts.held(channel, true));
            case "Unhold" -> see(message, "", facts).ifPresent(channel -> facts.held(channel, false));
            case "HangupRequest" -> hangupRequest(message, facts);
            case "Hangup" -> hangup(message, facts);
            case "VarSet" -> variable(message, facts);
            case "UserEvent" -> userEvent(message, facts);
            case "QueueCallerJoin", "AgentCalled" -> queue(message, facts);
            case "BlindTransfer" ->
                see(message, "Transferer", facts)
                        .ifPresent(channel -> facts.transferred(channel, message.brief("Extension")));
            case "AttendedTransfer" -> attended(message, facts);
            case "ParkedCall" -> parked(message, facts);
            default -> {}
        }
        return facts.events();
    }

    /**
     * Puts what is known right by a list of all channels, asked for after a connection was made.
     *
     * @param listed events {@code CoreShowChannel}
     * @param asked when; what began later need not be in the list
     */
    List<CallEvent> resync(List<AmiMessage> listed, Instant asked, Instant at) {
        var facts = new AmiFacts(source, at);
        channels.missing(listed, asked).forEach(channel -> end(channel, 0, facts));
        new AmiListing(channels, facts).take(listed);
        return facts.events();
    }

    /**
     * Whether a message begins a call from outside that came with a number: the PBX does not say by itself whether it is one
     * that the caller withholds.
     */
    boolean beginsWithNumber(AmiMessage message) {
        return message.event().equals("Newchannel")
                && channels.find(message.text("Uniqueid"))
                        .filter(channel -> channel.incoming && channel.station.outside() && !channel.isLeg())
                        .filter(channel -> !channel.number.isEmpty())
                        .isPresent();
    }

    /** The caller withholds the number of the call that the channel is of. To be said before anything is told of it. */
    void withheld(String channel) {
        channels.find(channel).ifPresent(known -> known.call.withheld = true);
    }

    /** Ids of the legs that are open. */
    Set<String> legs() {
        return channels.legs();
    }

    /** Channels that are known to be; zero when nobody telephones. */
    int size() {
        return channels.size();
    }

    private Optional<AmiChannel> see(AmiMessage message, String prefix, AmiFacts facts) {
        return channels.see(message, prefix, facts);
    }

    private void state(AmiMessage message, AmiFacts facts) {
        see(message, "", facts).ifPresent(channel -> {
            switch (message.text("ChannelStateDesc")) {
                case "Ring" -> AmiChannels.comesIn(channel);
                case "Up" -> AmiChannels.fromOutside(channel, facts);
                case "Ringing" -> {
                    channel.ringing = true;
                    facts.rang(channel);
                }
                default -> {}
            }
        });
    }

    /** A dial plan may write the caller's number in another way, or learn the name, after the call came in. */
    private void callerId(AmiMessage message, AmiFacts facts) {
        see(message, "", facts).ifPresent(channel -> {
            AmiCall call = channel.call;
            channel.number = message.brief("CallerIDNum");
            if (channel.incoming && channel.station.outside() && call.direction == Direction.INBOUND) {
                if (!channel.isLeg()) {
                    call.number = "";
                    call.name = "";
                }
                call.calledBy(channel.number, message.name("CallerIDName"));
                facts.told(call);
            }
        });
    }

    private void dialled(AmiMessage message, AmiFacts facts) {
        @Nullable AmiChannel by = see(message, "", facts).orElse(null);
        see(message, "Dest", facts).ifPresent(dest -> {
            if (dest.local()) {
                dest.originated = by == null;
            } else if (!dest.isLeg()) {
                new AmiDialling(channels, dialling, facts).dialled(by, dest, message.text("DialString"));
            }
        });
    }

    private void dialState(AmiMessage message, AmiFacts facts) {
        see(message, "", facts);
        see(message, "Dest", facts).ifPresent(dest -> {
            String status = message.text("DialStatus");
            if (status.equals("RINGING") || status.equals("PROGRESS")) {
                facts.rang(dest);
            }
        });
    }

    private void dialEnd(AmiMessage message, AmiFacts facts) {
        @Nullable AmiChannel by = see(message, "", facts).orElse(null);
        see(message, "Dest", facts).ifPresent(dest -> {
            String status = message.text("DialStatus");
            dest.dialStatus = dest.dialStatus.isEmpty() ? status : dest.dialStatus;
            dest.forwarded |= !message.text("Forward").isEmpty();
            if (status.equals("ANSWER")) {
                dest.up = true;
                dialAnswered(by, dest, facts);
            }
        });
    }

    /** Of a call that was picked up it is another telephone that answers than was dialled. */
    private void dialAnswered(@Nullable AmiChannel by, AmiChannel dest, AmiFacts facts) {
        if (by != null && !dest.local()) {
            channels.join(by.call, dest.call, facts);
            facts.began(dest, Role.CALLED, dest.station.outside() ? dest.number : dest.station.extension());
        }
        if (dest.is(Role.CALLED)) {
            facts.answered(dest);
        }
    }

    /** Of a group's or queue's call nothing else says for long who answered; the queue even names the wrong agent. */
    private void pickup(AmiMessage message, AmiFacts facts) {
        @Nullable AmiChannel target = see(message, "Target", facts).orElse(null);
        see(message, "", facts).ifPresent(picker -> dialAnswered(target, picker, facts));
    }

    private void bridged(AmiMessage message, AmiFacts facts) {
        see(message, "", facts).ifPresent(channel -> {
            if (channel.is(Role.CALLED) && message.is("ChannelStateDesc", "Up")) {
                facts.answered(channel);
            }
        });
    }

    private void hangupRequest(AmiMessage message, AmiFacts facts) {
        see(message, "", facts)
                .filter(channel -> AmiCauses.putDown(channel, message.number("Cause")))
                .ifPresent(channel -> channel.hungUp = true);
    }

    private void hangup(AmiMessage message, AmiFacts facts) {
        see(message, "", facts).ifPresent(channel -> end(channel, message.number("Cause"), facts));
    }

    private void end(AmiChannel channel, int cause, AmiFacts facts) {
        AmiChannels.fromOutside(channel, facts);
        facts.ended(channel, AmiCauses.of(channel, cause), channel.hungUp);
        channels.forget(channel);
    }

    private void variable(AmiMessage message, AmiFacts facts) {
        String name = message.text("Variable");
        if (isCalled(name, variable)) {
            keyed(message, message.brief("Value"), facts);
        } else if (isCalled(name, "CTI_WITHHELD") && !message.brief("Value").isEmpty()) {
            see(message, "", facts).ifPresent(channel -> channel.call.withheld = true);
        } else if (isCalled(name, DIALLED)) {
            dialling.put(message.text("Uniqueid"), message.brief("Value"));
        }
    }

    private static boolean isCalled(String name, String variable) {
        int underscores = name.length() - variable.length();
        return name.equals(variable)
                || (name.endsWith(variable) && FROM_DIALPLAN.contains(name.substring(0, underscores)));
    }

    private void userEvent(AmiMessage message, AmiFacts facts) {
        if (message.is("UserEvent", "CtiDigits")) {
            keyed(message, message.brief("Digits"), facts);
        }
    }

    private void keyed(AmiMessage message, String digits, AmiFacts facts) {
        see(message, "", facts).ifPresent(channel -> {
            if (!digits.isEmpty() && !digits.equals(channel.call.digits)) {
                channel.call.digits = digits;
                facts.told(channel.call);
            }
        });
    }

    /** The first queue counts; a call that overflows to another one keeps it. */
    private void queue(AmiMessage message, AmiFacts facts) {
        see(message, "", facts).ifPresent(channel -> {
            channels.callers(channel.call, message.brief("Queue"), facts);
            if (channel.call.queue.isEmpty()) {
                channel.call.queue = message.brief("Queue");
                facts.told(channel.call);
            }
        });
    }

    /** The transferer has two channels, or one where it was done by digits. */
    private void attended(AmiMessage message, AmiFacts facts) {
        see(message, "SecondTransferer", facts);
        see(message, "OrigTransferer", facts).ifPresent(channel -> {
            String target = List.of("TransferTargetCallerIDNum", "SecondTransfererConnectedLineNum").stream()
                    .map(message::brief)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse(message.brief("SecondTransfererExten"));
            facts.transferred(channel, target);
            String second = message.text("SecondTransfererLinkedid");
            channels.call(second).ifPresent(call -> channels.join(channel.call, call, facts));
        });
    }

    /** Where a telephone parked the call with a button of its own, nothing else tells of a transfer. */
    private void parked(AmiMessage message, AmiFacts facts) {
        String parker = message.text("ParkerDialString");
        see(message, "Parkee", facts)
                .flatMap(parkee -> parkee.call.channels.stream()
                        .filter(channel -> channel.is(Role.CALLED) && channel.name.startsWith(parker + '-'))
                        .findFirst())
                .ifPresent(channel -> facts.transferred(channel, message.brief("ParkingSpace")));
    }
}
