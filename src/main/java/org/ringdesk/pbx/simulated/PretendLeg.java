package org.ringdesk.pbx.simulated;

import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Role;

/**
 * A telephone in a pretended call.
 *
 * @param id unique over all calls
 * @param party extension or number
 * @param consults the party that it asks before it sends the call there, or empty
 */
public record PretendLeg(String id, Role role, String party, State state, String consults) {
    /** What the telephone does. */
    public enum State {
        WAITING,
        RINGING,
        TALKING,
        HELD,
        GONE
    }

    PretendLeg to(State other) {
        return new PretendLeg(id, role, party, other, "");
    }

    PretendLeg consulting(String other) {
        return new PretendLeg(id, role, party, State.HELD, other);
    }

    LegFacts facts() {
        return new LegFacts(id, role, party, null, null);
    }

    public boolean here() {
        return state != State.GONE;
    }

    public boolean is(State other) {
        return state == other;
    }
}
