package org.ringdesk.pbx;

import java.util.List;

/**
 * Where a call could be transferred to, while somebody types.
 *
 * @param number what was typed, where that is a number that can be dialled as it is; else empty
 */
public record TransferTargetsPage(List<Target> colleagues, String number) {
    /** A colleague at an extension. */
    public record Target(String name, String extension) {}
}
