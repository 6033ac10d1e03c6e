package org.ringdesk.pbx.asterisk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/** One channel of the PBX while it lives. A telephone's or line's channel that takes part in a call is a leg of it. */
final class AmiChannel {
    private static final int LONGEST_ID = Origin.LONGEST_KEY - 50;

    final String id;
    final String name;
    final Instant since;
    final Station station;

    /** The call it is of now; changes when calls become one. */
    AmiCall call;

    /** Whether it came in to the PBX: a line that was called, a telephone whose receiver was lifted. */
    boolean incoming;

    /** Of a Local channel: whether it was not dialled by another channel, but by a program. */
    boolean originated;

    /** Whether somebody, or the other half of a Local channel, answered what this channel is of. */
    boolean up;

    boolean ringing;
    boolean held;
    boolean hungUp;
    boolean forwarded;

    /** What became of dialling it, in the words of {@code DialEnd}; empty while it is dialled. */
    String dialStatus = "";

    String exten = "";
    String number = "";
    String callerName = "";

    /** The other side, as the PBX shows it to this one. */
    String connected = "";

    /** Null while it is no leg. */
    private @Nullable LegFacts leg;

    AmiChannel(String id, String name, Instant since, Station station, AmiCall call) {
        this.id = id;
        this.name = name;
        this.since = since;
        this.station = station;
        this.call = call;
    }

    boolean local() {
        return name.startsWith("Local/");
    }

    /** Of a Local channel: the name of its other half. */
    String otherHalf() {
        return name.substring(0, name.length() - 1) + (name.endsWith(";1") ? '2' : '1');
    }

    boolean isLeg() {
        return leg != null;
    }

    boolean is(Role role) {
        return leg != null && leg.role() == role;
    }

    boolean answered() {
        return leg != null && leg.answeredAt() != null;
    }

    boolean rang() {
        return leg != null && leg.rangAt() != null;
    }

    void become(Role role, String party) {
        leg = new LegFacts(legId(), role, party, null, null);
    }

    void rings(Instant at) {
        leg = facts().rangAt(at);
    }

    void answers(Instant at) {
        leg = facts().answeredAt(at);
    }

    /** @throws IllegalStateException while it is no leg */
    LegFacts facts() {
        if (leg == null) {
            throw new IllegalStateException(name + " is no leg");
        }
        return leg;
    }

    /** Whoever starts a call may choose the id of its channel, of up to 149 characters. */
    private String legId() {
        return id.length() <= LONGEST_ID ? id : EventKeys.digest(List.of(id));
    }
}
