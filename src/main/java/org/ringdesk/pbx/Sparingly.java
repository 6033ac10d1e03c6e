package org.ringdesk.pbx;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets something be written down once a minute at most, however often a phone system gives rise to it. */
public final class Sparingly {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private @Nullable Instant last;
    private long left;

    /** Whether it may be written down now. */
    public synchronized boolean now(Instant now) {
        @Nullable Instant before = last;
        if (before != null && now.isBefore(before.plus(PAUSE))) {
            left++;
            return false;
        }
        last = now;
        return true;
    }

    /** How often it was not, since it last was; asked once. */
    public synchronized long left() {
        long count = left;
        left = 0;
        return count;
    }
}
