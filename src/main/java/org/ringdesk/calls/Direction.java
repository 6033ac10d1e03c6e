package org.ringdesk.calls;

/** Which way a call goes, seen from the site. */
public enum Direction {
    INBOUND,
    OUTBOUND,
    /** From one extension to another. */
    INTERNAL
}
