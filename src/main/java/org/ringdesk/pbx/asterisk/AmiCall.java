package org.ringdesk.pbx.asterisk;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/** All channels that have to do with each other, and what is known of them as a whole. */
final class AmiCall {
    private static final int LONGEST_KEY = Origin.LONGEST_KEY - 50;

    /** The Linkedid that it had first. */
    final String key;

    final Instant since;
    final Set<AmiChannel> channels = new LinkedHashSet<>();

    /** All Linkedids that stand for it. */
    final Set<String> keys = new LinkedHashSet<>();

    /** Room that is taken for it. */
    int weight;

    /** Whether any event was made of it. */
    boolean told;

    @Nullable
    Direction direction;

    String number = "";
    String name = "";
    String dialled = "";
    String queue = "";
    String digits = "";
    boolean withheld;

    AmiCall(String linkedid, Instant since) {
        this.key = linkedid.length() <= LONGEST_KEY ? linkedid : EventKeys.digest(List.of(linkedid));
        this.since = since;
        keys.add(linkedid);
    }

    About about() {
        return withheld
                ? new About(direction, "anonymous", "", dialled, queue, digits)
                : new About(direction, number, name, dialled, queue, digits);
    }

    /** An inbound call, as far as nothing else is known. */
    void cameIn(AmiChannel line) {
        if (direction == null) {
            direction = Direction.INBOUND;
            dialled = line.exten;
            calledBy(line.number, line.callerName);
        }
    }

    /** Adds what was not known. A name that says that there is none makes the number a withheld one as well. */
    void calledBy(String ofNumber, String ofName) {
        number = number.isEmpty() ? ofNumber : number;
        name = name.isEmpty() ? ofName : name;
        withheld |= ofName.toLowerCase(Locale.ROOT).equals("anonymous");
    }

    /** A telephone of the house called another one. */
    void inside(AmiChannel caller, String extension) {
        if (direction == null) {
            direction = Direction.INTERNAL;
            number = caller.station.extension();
            name = caller.callerName;
            dialled = caller.exten.isEmpty() ? extension : caller.exten;
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
        return channels.stream().anyMatch(channel -> channel.is(Role.CALLER) && channel.hungUp);
    }

    /** Takes everything over from a call that is the same, and began later. */
    void takeOver(AmiCall other) {
        other.channels.forEach(channel -> channel.call = this);
        channels.addAll(other.channels);
        keys.addAll(other.keys);
        weight += other.weight;
        other.weight = 0;
        told |= other.told;
        withheld |= direction == null && other.withheld;
        if (direction == null) {
            direction = other.direction;
            number = other.number;
            name = other.name;
            dialled = other.dialled;
        }
        queue = queue.isEmpty() ? other.queue : queue;
        digits = digits.isEmpty() ? other.digits : digits;
        other.channels.clear();
    }

    boolean before(AmiCall other) {
        if (!since.equals(other.since)) {
            return since.isBefore(other.since);
        }
        return told == other.told ? key.compareTo(other.key) < 0 : told;
    }
}
