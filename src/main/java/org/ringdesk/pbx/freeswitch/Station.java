package org.ringdesk.pbx.freeswitch;

/**
 * Where a channel leads.
 *
 * @param outside a line to the public network or another PBX, not a telephone of the house
 * @param extension of the telephone; empty for a line
 */
record Station(boolean outside, String extension) {
    static final Station LINE = new Station(true, "");
}
