package org.ringdesk.pbx.sip;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;

/** All legs that are known to be of one call, and what is known of it as a whole. */
final class SipCall {
    final String key;
    final Direction direction;
    final Instant since;
    final Set<SipLeg> legs = new LinkedHashSet<>();

    String number;
    String name;
    String dialled = "";
    boolean withheld;

    /** Whether anybody talks, or did. */
    boolean answered;

    /** When the last of its legs ended. */
    @Nullable
    Instant lastEnd;

    SipCall(String key, Direction direction, Instant since, String number, String name) {
        this.key = key;
        this.direction = direction;
        this.since = since;
        this.number = number;
        this.name = name;
    }

    About about() {
        return new About(direction, withheld ? "anonymous" : number, name, dialled, "", "");
    }

    void add(SipLeg leg) {
        leg.call = this;
        legs.add(leg);
    }

    boolean open() {
        return legs.stream().anyMatch(leg -> !leg.ended);
    }

    boolean rings() {
        return legs.stream().anyMatch(SipLeg::ringing);
    }

    boolean talks() {
        return legs.stream().anyMatch(SipLeg::talking);
    }

    /** Whether the extension is in it at the moment. */
    boolean at(String extension) {
        return legs.stream().anyMatch(leg -> !leg.ended && leg.extension.equals(extension));
    }

    boolean hasCaller() {
        return legs.stream().anyMatch(leg -> leg.is(Role.CALLER));
    }

    /** Whether whoever called has put the receiver down. */
    boolean callerIsGone() {
        return legs.stream().anyMatch(leg -> leg.is(Role.CALLER) && leg.ended);
    }

    /** Takes everything over from a call that turned out to be the same. */
    void takeOver(SipCall other) {
        other.legs.forEach(leg -> leg.call = this);
        legs.addAll(other.legs);
        answered |= other.answered;
        other.legs.clear();
    }
}
