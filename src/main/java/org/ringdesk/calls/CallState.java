package org.ringdesk.calls;

/** How far a call has come. */
public enum CallState {
    /** On its way: in a menu or a queue, or ringing; nobody has answered yet. */
    RINGING,
    /** Somebody has answered, even if the caller is on hold or rings somewhere else by now. */
    ANSWERED,
    ENDED
}
