package org.ringdesk.calls;

/** What became of a call at one telephone. */
public enum LegOutcome {
    ANSWERED,
    /** It stopped ringing because another telephone answered; nothing was missed. */
    ELSEWHERE,
    /** It rang until the phone system gave up. */
    MISSED,
    BUSY,
    DECLINED,
    /** The caller gave up while it rang. */
    ABANDONED,
    /** The telephone sent the call elsewhere. */
    FORWARDED,
    /** It could not be reached. */
    FAILED
}
