package org.ringdesk.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read a moment ago, so that asking costs nothing. A change made here is seen at once: what was being read while
 * something changed counts as old. One made elsewhere is seen when the time is over. One reads at a time, the others wait for it.
 */
public final class Fresh<T> {
    private final Supplier<T> source;
    private final Clock clock;
    private final Duration life;
    private final AtomicLong changes = new AtomicLong();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Reading<T> known;

    /** @param life how long what was read is good for */
    public Fresh(Supplier<T> source, Clock clock, Duration life) {
        this.source = source;
        this.clock = clock;
        this.life = life;
    }

    private record Reading<T>(T value, long changes, Instant until) {}

    public T get() {
        Reading<T> last = known;
        return last != null && isGood(last) ? last.value() : readOnce();
    }

    /** What was read last, however long ago and whatever has changed since; empty before the first time. */
    public Optional<T> last() {
        return Optional.ofNullable(known).map(Reading::value);
    }

    /** To be called after a change: whoever asks from now on gets what is read from now on. */
    public void forget() {
        changes.incrementAndGet();
    }

    private T readOnce() {
        reading.lock();
        try {
            Reading<T> last = known;
            return last != null && isGood(last) ? last.value() : readAnew();
        } finally {
            reading.unlock();
        }
    }

    private T readAnew() {
        long before = changes.get();
        Instant now = clock.instant();
        T value = source.get();
        known = new Reading<>(value, before, now.plus(life));
        return value;
    }

    private boolean isGood(Reading<T> reading) {
        return reading.changes() == changes.get() && clock.instant().isBefore(reading.until());
    }
}
