package org.ringdesk.pops;

/** How far the form of a call has come. */
public enum PopState {
    /** Nothing opens by itself: {@link PopReason} says why. */
    QUIET,
    /** The agent's stream was told; no tab has taken it yet. */
    OFFERED,
    /** A tab opens the form. */
    CLAIMED,
    /** The form is on the screen. */
    ACKNOWLEDGED,
    /** No tab could open it, so that the agent was told by a notice. */
    NOTIFIED
}
