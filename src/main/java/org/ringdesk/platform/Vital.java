package org.ringdesk.platform;

import java.util.Collection;
import java.util.Optional;

/** A part that Ringdesk cannot do without, and that does not come back by itself once it is dead. */
public interface Vital {
    /** The name of what is dead of it; empty while it lives, and while it is busy or waits. Asked every few seconds. */
    Optional<String> dead();

    /** The first of the threads that has ended. */
    static Optional<String> ended(Collection<Thread> threads) {
        return threads.stream()
                .filter(thread -> !thread.isAlive())
                .map(thread -> "thread " + thread.getName())
                .findFirst();
    }
}
