package org.ringdesk.agents;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Tells secrets that are nobody's without a question to the database for each, so that guessing costs it one statement a
 * second at most, however many guess. There are few secrets of a kind, and all hashes are kept here. One that was made here
 * works at once, one made on another node after a second.
 */
final class KnownHashes {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<List<byte[]>> all;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicBoolean reads = new AtomicBoolean();
    private volatile @Nullable Reading reading;

    KnownHashes(Supplier<List<byte[]>> all, Clock clock) {
        this.all = all;
        this.clock = clock;
    }

    private record Reading(Set<ByteBuffer> hashes, long changes, Instant until) {}

    /** Whether it is worth asking for. */
    boolean mayHave(byte[] hash) {
        Reading known = fresh();
        return (known == null ? readOnce() : known).hashes().contains(ByteBuffer.wrap(hash));
    }

    /**
     * The same by what was read last, however long ago, without waiting for what is read meanwhile; only the very first one
     * waits.
     */
    boolean hadLast(byte[] hash) {
        Reading last = reading;
        if (last == null) {
            return mayHave(hash);
        }
        if (fresh() == null && reads.compareAndSet(false, true)) {
            Thread.ofVirtual().name("known-hashes").start(this::readAside);
        }
        return last.hashes().contains(ByteBuffer.wrap(hash));
    }

    private void readAside() {
        try {
            readOnce();
        } catch (DataAccessException away) {
            // Whoever has to know asks themselves.
        } finally {
            reads.set(false);
        }
    }

    /** To be called when one was made. */
    void forget() {
        changes.incrementAndGet();
    }

    private @Nullable Reading fresh() {
        Reading known = reading;
        return known != null
                        && known.changes() == changes.get()
                        && clock.instant().isBefore(known.until())
                ? known
                : null;
    }

    /** Whoever comes meanwhile waits for this answer instead of asking too. */
    private synchronized Reading readOnce() {
        Reading known = fresh();
        if (known == null) {
            long before = changes.get();
            Set<ByteBuffer> hashes = all.get().stream().map(ByteBuffer::wrap).collect(Collectors.toUnmodifiableSet());
            known = new Reading(hashes, before, clock.instant().plus(FRESH));
            reading = known;
        }
        return known;
    }
}
