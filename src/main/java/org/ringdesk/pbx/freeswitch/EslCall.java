package org.ringdesk.pbx.freeswitch;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/** All channels that have to do with each other, and what is known of them as a whole. */
final class EslCall {
    private static final int LONGEST_KEY = Origin.LONGEST_KEY - 50;

    /** The id of the channel that it began with. */
    final String key;

    final Instant since;
    final Set<EslChannel> channels = new LinkedHashSet<>();

    /** Ids of all channels that it stands for, also where nothing was heard of them. */
    final Set<String> keys = new LinkedHashSet<>();

    /** Room that is taken for it. */
    int weight;

    /** Whether any event was made of it. */
    boolean told;

    /** Whether anybody talks, or did. */
    boolean answered;

    @Nullable
    Direction direction;

    String number = "";
    String name = "";
    String dialled = "";
    String queue = "";
    String digits = "";
    boolean withheld;

    EslCall(String channel, Instant since) {
        this.key = channel.length() <= LONGEST_KEY ? channel : EventKeys.digest(List.of(channel));
        this.since = since;
        keys.add(channel);
    }

    About about() {
        return withheld
                ? new About(direction, "anonymous", "", dialled, queue, digits)
                : new About(direction, number, name, dialled, queue, digits);
    }

    /** An inbound call, as far as nothing else is known. */
    void cameIn(EslChannel line, boolean hidden) {
        if (direction == null) {
            direction = Direction.INBOUND;
            number = line.number;
            name = line.callerName;
            dialled = line.dialled;
            withheld = hidden;
        }
    }

    /** A telephone of the house called another one, or a queue. */
    void inside(EslChannel caller) {
        if (direction == null) {
            direction = Direction.INTERNAL;
            number = caller.station.extension();
            name = caller.callerName;
            dialled = caller.dialled;
        }
    }

    /** A telephone of the house called a number outside. */
    void goesOut(String toNumber, String asDialled) {
        if (direction == null) {
            direction = Direction.OUTBOUND;
        }
        if (direction == Direction.OUTBOUND) {
            number = number.isEmpty() ? toNumber : number;
            dialled = dialled.isEmpty() ? asDialled : dialled;
        }
    }

    /** Whether whoever called has put the receiver down. */
    boolean callerIsGone() {
        return channels.stream().anyMatch(channel -> channel.is(Role.CALLER) && channel.ended);
    }

    /** Takes everything over from a call that is the same, and began later. */
    void takeOver(EslCall other) {
        other.channels.forEach(channel -> channel.call = this);
        channels.addAll(other.channels);
        keys.addAll(other.keys);
        weight += other.weight;
        other.weight = 0;
        told |= other.told;
        answered |= other.answered;
        if (direction == null) {
            direction = other.direction;
            number = other.number;
            name = other.name;
            dialled = other.dialled;
            withheld = other.withheld;
        }
        queue = queue.isEmpty() ? other.queue : queue;
        digits = digits.isEmpty() ? other.digits : digits;
        other.channels.clear();
    }

    boolean before(EslCall other) {
        if (!since.equals(other.since)) {
            return since.isBefore(other.since);
        }
        return told == other.told ? key.compareTo(other.key) < 0 : told;
    }
}
