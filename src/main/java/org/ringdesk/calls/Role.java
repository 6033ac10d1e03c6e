package org.ringdesk.calls;

/** The side of a call that a leg is on. */
public enum Role {
    /** Whoever dialled, or for whom the phone system dialled. */
    CALLER,
    /** Whoever is rung. */
    CALLED
}
