package org.ringdesk.pbx;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Keeps what feeds tell while the database is away, and stores it in the order in which it came once that is back. What comes
 * behind it from the same feed waits behind it. It lives in memory, and ends with the process.
 */
@Component
class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** Of all feeds together; beyond it senders are told to try again. */
    private static final int MOST = 20_000;

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** What a message takes besides its own bytes. */
    private static final int OVERHEAD = 500;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DatabaseState state;
    private final Map<FeedId, Line> lines = new ConcurrentHashMap<>();
    private int waiting;
    private long bytes;
    private boolean toldFull;

    Backlog(DatabaseState state) {
        this.state = state;
    }

    /**
     * Stores what a message tells, now or as soon as that can be done.
     *
     * @param size of the message, in bytes
     * @param storing may be done twice, where it was not known whether it was done
     * @return what came of it; empty where it waits
     * @throws Refused 503 where too much waits already
     */
    <T> Optional<T> store(FeedId feed, int size, Supplier<T> storing) {
        Line line = lines.computeIfAbsent(feed, id -> new Line());
        if (state.isThere() && line.isEmpty()) {
            try {
                return Optional.of(storing.get());
            } catch (RuntimeException e) {
                if (!DatabaseAway.isCause(e)) {
                    throw e;
                }
                state.suspect();
            }
        }
        line.add(new Message(storing::get, size + OVERHEAD));
        return Optional.empty();
    }

    private record Message(Runnable storing, int size) {}

    private synchronized void enter(Message message) {
        if (waiting >= MOST || bytes + message.size() > MOST_BYTES) {
            if (!toldFull) {
                LOG.warn("{} messages of phone systems wait for the database; more are refused", waiting);
                toldFull = true;
            }
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, "pbx.refused.away");
        }
        waiting++;
        bytes += message.size();
    }

    private synchronized void leave(Message message) {
        waiting--;
        bytes -= message.size();
        toldFull = toldFull && waiting > 0;
    }

    /** Of one feed, one after the other. */
    private final class Line {
        private final Queue<Message> queue = new ArrayDeque<>();

        synchronized boolean isEmpty() {
            return queue.isEmpty();
        }

        synchronized void add(Message message) {
            enter(message);
            queue.add(message);
            if (queue.size() == 1) {
                Thread.ofVirtual().name("pbx-backlog").start(this::work);
            }
        }

        private synchronized @Nullable Message first() {
            return queue.peek();
        }

        private synchronized @Nullable Message next(Message done) {
            queue.remove();
            leave(done);
            return queue.peek();
        }

        private void work() {
            try {
                for (Message message = first(); message != null; ) {
                    state.awaitThere(Duration.ofMinutes(1));
                    if (state.isThere() && isStored(message)) {
                        message = next(message);
                    } else {
                        Thread.sleep(PAUSE);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Also for what can never be stored: it must not hold up what comes behind it. */
        private boolean isStored(Message message) {
            try {
                message.storing().run();
                return true;
            } catch (RuntimeException e) {
                if (DatabaseAway.isCause(e)) {
                    return false;
                }
                LOG.warn("A message that a phone system sent while the database was away was dropped: {}", e.getClass().getSimpleName());
                return true;
            }
        }
    }
}
