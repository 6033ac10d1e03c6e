package org.ringdesk.pbx;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of a feed so far.
 *
 * @param received messages that were taken, repetitions included
 * @param refused messages that were not
 * @param lastHeardAt null where it never sent anything
 * @param last the last messages, newest first
 */
public record Activity(
        long received, long refused, @Nullable Instant lastHeardAt, List<Heard> last) {
    /** So many of the last messages are kept. */
    public static final int KEPT = 20;
}
