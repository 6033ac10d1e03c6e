package org.ringdesk.pops;

/** Why the form of a call opens by itself, or does not. */
public enum PopReason {
    /** It opens when it rings, as the agent has chosen. */
    RING,
    /** It opens when the agent answers. */
    ANSWER,
    /** The agent opens forms by click. */
    CLICK,
    DO_NOT_DISTURB,
    /** The agent has not asked for the forms of outgoing calls. */
    OUTBOUND,
    /** The agent has not asked for the forms of internal calls. */
    INTERNAL;

    boolean opens() {
        return this == RING || this == ANSWER;
    }
}
