package org.ringdesk.pbx.freeswitch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/** One channel of the PBX while it lives. A telephone's or line's channel that takes part in a call is a leg of it. */
final class EslChannel {
    private static final int LONGEST_ID = Origin.LONGEST_KEY - 50;

    /** As it was when the channel began; what the PBX calls it may change. */
    final String legId;

    final Instant since;
    final Station station;

    /** Whether it came in to the PBX: a line that was called, a telephone whose receiver was lifted. */
    final boolean incoming;

    /** Whether it only passes a call on from one place in the PBX to another. */
    final boolean internal;

    /** As the PBX calls it now. */
    String id;

    /** The call it is of now; changes when calls become one. */
    EslCall call;

    /** A telephone that a program let ring, not another channel. */
    boolean originated;

    boolean held;
    boolean ended;

    /** Whether its end was told. */
    boolean endTold;

    /** What it dialled, or was dialled to reach it. */
    String dialled = "";

    String number = "";
    String callerName = "";

    /** Where it was sent to last. */
    String destination = "";

    /** Where it had been sent to when it was connected to {@link #other}. */
    String destinationThen = "";

    /** Whom it was connected to last. */
    @Nullable
    EslChannel other;

    /** Null while it is no leg. */
    private @Nullable LegFacts leg;

    EslChannel(String id, Instant since, Station station, boolean incoming, boolean internal, EslCall call) {
        this.id = id;
        this.legId = id.length() <= LONGEST_ID ? id : EventKeys.digest(List.of(id));
        this.since = since;
        this.station = station;
        this.incoming = incoming;
        this.internal = internal;
        this.call = call;
    }

    boolean telephone() {
        return !internal && !station.outside();
    }

    boolean line() {
        return !internal && station.outside();
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

    /** Keeps what happened to it in another role. */
    void become(Role role, String party) {
        leg = leg == null
                ? new LegFacts(legId, role, party, null, null)
                : new LegFacts(legId, role, party, leg.rangAt(), leg.answeredAt());
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
            throw new IllegalStateException(id + " is no leg");
        }
        return leg;
    }
}
