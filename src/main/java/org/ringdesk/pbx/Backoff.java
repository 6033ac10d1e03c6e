package org.ringdesk.pbx;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: longer each time, never so long that a phone system that is back waits for it, and
 * never the same for all, so that not everybody comes at once.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);

    /** A phone system that has come back is connected to within this. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** Where only an administrator can change anything: often enough, and no reason to be locked out. */
    private static final Duration LASTING = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void connected() {
        failures = 0;
    }

    Duration failed(boolean lasting) {
        failures++;
        Duration whole = lasting ? LASTING : longer();
        return Duration.ofMillis(whole.toMillis() / 2 + random.nextLong(whole.toMillis() / 2 + 1));
    }

    private Duration longer() {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
