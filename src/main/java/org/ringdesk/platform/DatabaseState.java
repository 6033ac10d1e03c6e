package org.ringdesk.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the database answers, as {@link DatabaseWatch} found it a moment ago. Asking costs nothing. */
@Component
public class DatabaseState {
    private final Clock clock;
    private final Semaphore suspicion = new Semaphore(0);
    private volatile @Nullable Instant awaySince;

    DatabaseState(Clock clock) {
        this.clock = clock;
    }

    public boolean isThere() {
        return awaySince == null;
    }

    /** For how long it has not answered; zero while it does. */
    Duration away() {
        @Nullable Instant since = awaySince;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** Something failed as if the database were away: it is looked at now instead of soon. */
    public void suspect() {
        if (suspicion.availablePermits() == 0) {
            suspicion.release();
        }
    }

    /** @throws DatabaseAway while it does not answer */
    public void require() throws DatabaseAway {
        if (!isThere()) {
            throw new DatabaseAway("the database does not answer");
        }
    }

    /** Waits until it answers, though no longer than that. */
    public synchronized void awaitThere(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!isThere()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Until the next look is due. */
    void awaitSuspicion(Duration most) throws InterruptedException {
        if (suspicion.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            suspicion.drainPermits();
        }
    }

    synchronized void leave() {
        awaySince = clock.instant();
    }

    synchronized void comeBack() {
        awaySince = null;
        notifyAll();
    }
}
