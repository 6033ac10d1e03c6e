package org.ringdesk.calls;

/** Something that an agent can have done with a call of theirs. */
public enum CallAction {
    /** Ends the agent's part; a telephone that rings declines. */
    HANG_UP,
    /** Sends the other side to another number, without asking there first. */
    TRANSFER
}
