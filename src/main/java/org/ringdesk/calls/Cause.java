package org.ringdesk.calls;

/** Why a leg or a call ended, as far as its source says. */
public enum Cause {
    /** Nothing special: whoever talked hung up. Says nothing where nobody answered. */
    NORMAL,
    /** Another telephone answered (ITU-T Q.850 cause 26). */
    ELSEWHERE,
    /** The caller gave up. */
    CANCELLED,
    BUSY,
    DECLINED,
    NO_ANSWER,
    FORWARDED,
    /** The telephone is not connected. */
    UNAVAILABLE,
    FAILED,
    UNKNOWN
}
