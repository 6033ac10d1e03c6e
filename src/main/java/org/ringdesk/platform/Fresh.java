package org.ringdesk.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read a moment ago, so that asking costs nothing. A change made here is seen at once: what was being read while
 * something changed counts as old. One made elsewhere is seen when the time is over. One reads at a time, the others wait for it.
 */
public final class Fresh<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Fresh.class);

    private final Supplier<T> source;
    private final Clock clock;
    private final Duration life;
    private final Duration ageing;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Reading<T> known;

    private Fresh(Supplier<T> source, Clock clock, Duration life, Duration ageing) {
        this.source = source;
        this.clock = clock;
        this.life = life;
        this.ageing = ageing;
    }

    private record Reading<T>(T value, long changes, Instant at) {}

    /** @param life how long what was read is good for */
    public static <T> Fresh<T> of(Supplier<T> source, Clock clock, Duration life) {
        return new Fresh<>(source, clock, life, life);
    }

    /**
     * The same, read anew in the background before its time is over, so that nobody waits while it is in use.
     *
     * @param after from this age on
     */
    public Fresh<T> renewedAhead(Duration after) {
        return new Fresh<>(source, clock, life, after);
    }

    public T get() {
        Reading<T> last = known;
        if (last == null || !isGood(last)) {
            return readOnce().value();
        }
        if (isOlderThan(ageing, last)) {
            beginToRenew();
        }
        return last.value();
    }

    /** What was read since the last change here, without waiting for anything; where it is old it is read anew meanwhile. */
    public Optional<T> peek() {
        Reading<T> last = known;
        if (last == null || !isGood(last)) {
            beginToRenew();
        }
        return Optional.ofNullable(last)
                .filter(reading -> reading.changes() == changes.get())
                .map(Reading::value);
    }

    /** What was read last, however long ago and whatever has changed since; empty before the first time. */
    public Optional<T> last() {
        return Optional.ofNullable(known).map(Reading::value);
    }

    /** To be called after a change: whoever asks from now on gets what is read from now on. */
    public void forget() {
        changes.incrementAndGet();
    }

    private Reading<T> readOnce() {
        reading.lock();
        try {
            Reading<T> last = known;
            return last != null && isGood(last) ? last : readAnew();
        } finally {
            reading.unlock();
        }
    }

    private Reading<T> readAnew() {
        long before = changes.get();
        Instant now = clock.instant();
        var read = new Reading<>(source.get(), before, now);
        known = read;
        return read;
    }

    private void beginToRenew() {
        if (renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("renewal").start(this::renewAside);
        }
    }

    private void renewAside() {
        reading.lock();
        try {
            readAnew();
        } catch (RuntimeException e) {
            LOG.debug("could not be read ahead of time", e);
        } finally {
            reading.unlock();
            renewing.set(false);
        }
    }

    private boolean isGood(Reading<T> reading) {
        return reading.changes() == changes.get() && !isOlderThan(life, reading);
    }

    private boolean isOlderThan(Duration age, Reading<T> reading) {
        return !clock.instant().isBefore(reading.at().plus(age));
    }
}
