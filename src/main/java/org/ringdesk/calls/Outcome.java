package org.ringdesk.calls;

/** What became of a call as a whole. */
public enum Outcome {
    /** Somebody talked. A menu or a queue that picks up is nobody. */
    ANSWERED,
    /** Nobody answered, and it was not the caller who gave up. */
    MISSED,
    /** Everything that was dialled was busy. */
    BUSY,
    /** Everybody who was rung declined. */
    DECLINED,
    /** The caller gave up before anybody answered. */
    ABANDONED,
    /** It was sent on to where nobody tells of it any more. */
    FORWARDED,
    /** An outgoing or internal call that reached no telephone. */
    FAILED
}
