package org.ringdesk.platform;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How long one request may still wait for the database, with all its statements together. Threads without one, which do the
 * work of the background, wait for as long as it takes.
 */
public final class Waiting {
    private static final ScopedValue<Waiting> CURRENT = ScopedValue.newInstance();

    private final AtomicLong left;
    private volatile boolean patient;

    private Waiting(Duration most) {
        left = new AtomicLong(most.toNanos());
    }

    /** Lets a request be answered that waits no longer than that. */
    public static <T extends @Nullable Object> T atMost(Duration most, Callable<T> request) throws Exception {
        return ScopedValue.where(CURRENT, new Waiting(most)).call(request::call);
    }

    /** The rest of this request may take its time. */
    public static void patiently() {
        if (CURRENT.isBound()) {
            CURRENT.get().patient = true;
        }
    }

    /** Whether this request's time is over. */
    public static boolean isOver() {
        return CURRENT.isBound() && !CURRENT.get().patient && CURRENT.get().left() <= 0;
    }

    /** Null where this is no request. */
    static @Nullable Waiting current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    boolean isPatient() {
        return patient;
    }

    /** In nanoseconds. */
    long left() {
        return left.get();
    }

    void spend(long nanos) {
        left.addAndGet(-nanos);
    }
}
