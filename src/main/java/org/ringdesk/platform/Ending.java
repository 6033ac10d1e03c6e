package org.ringdesk.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Ends the process so that whatever started it starts it anew: in order where that works, and at once where it does not. */
@Component
class Ending {
    /** By which the launcher knows; Java's own for {@code ExitOnOutOfMemoryError}. */
    static final int START_AGAIN = 3;

    private static final Duration IN_ORDER = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Does not return. */
    void now() {
        try {
            Thread.ofPlatform().daemon().name("ending").start(() -> System.exit(START_AGAIN));
            long end = System.nanoTime() + IN_ORDER.toNanos();
            while (System.nanoTime() < end) {
                // What stops in order interrupts the thread that waits for it.
                if (!Thread.interrupted()) {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
            }
        } finally {
            Runtime.getRuntime().halt(START_AGAIN);
        }
    }
}
