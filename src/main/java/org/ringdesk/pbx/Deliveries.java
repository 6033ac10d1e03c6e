package org.ringdesk.pbx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Stores what a connection tells without making it wait: several threads, each for some of the calls, so that the events of
 * one call are stored in order. While the database is away they wait, and once too many do, so does the phone system. What cannot
 * be stored for another reason is tried again; after that the connection is given up, and what was missed is put right when
 * it is made anew.
 */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 5_000;
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 300;

    /** After it a thread ends. An interrupt would end what is being stored as well. */
    private static final Batch LAST = new Batch("", "", List.of());

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final DatabaseState state;
    private final Consumer<Batch> store;
    private final Runnable giveUp;
    private final List<BlockingQueue<Batch>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * What a message told.
     *
     * @param name of the message
     */
    record Batch(String name, String number, List<? extends CallEvent> events) {}

    /**
     * @param store may throw what the database does
     * @param giveUp is called when something could not be stored
     */
    Deliveries(String name, DatabaseState state, Consumer<Batch> store, Runnable giveUp) {
        this.state = state;
        this.store = store;
        this.giveUp = giveUp;
        for (int i = 0; i < THREADS; i++) {
            BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(MOST_WAITING / THREADS);
            queues.add(queue);
            threads.add(Thread.ofVirtual().name(name + "-store-" + i).start(() -> work(queue)));
        }
    }

    /** Waits where too much waits already. */
    void add(Batch batch) throws InterruptedException {
        String call = batch.events().getFirst().origin().call();
        waiting.incrementAndGet();
        queues.get(Math.floorMod(call.hashCode(), THREADS)).put(batch);
    }

    /** Waits until what was added before is stored, though not for ever. */
    void drain() throws InterruptedException {
        for (int i = 0; i < 500 && waiting.get() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** What waits still is stored, for some seconds. */
    @Override
    public void close() {
        try {
            drain();
            for (BlockingQueue<Batch> queue : queues) {
                queue.offer(LAST);
            }
            for (Thread thread : threads) {
                thread.join(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }

    private void work(BlockingQueue<Batch> queue) {
        try {
            for (Batch batch = queue.take(); !batch.equals(LAST); batch = queue.take()) {
                stored(batch);
                waiting.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stored(Batch batch) throws InterruptedException {
        for (int i = 1; i <= TRIES; i++) {
            try {
                store.accept(batch);
                return;
            } catch (DataAccessException | TransactionException e) {
                if (DatabaseAway.isCause(e)) {
                    // Kept, in order, for as long as it takes.
                    awaitDatabase();
                    i--;
                    continue;
                }
                LOG.warn("What a phone system told was not stored, try {} of {}", i, TRIES);
                LOG.debug("because", e);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS * i);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.debug("What a phone system told cannot be stored at all", e);
                break;
            }
        }
        giveUp.run();
    }

    private void awaitDatabase() throws InterruptedException {
        state.suspect();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        state.awaitThere(LONGEST_WAIT);
    }
}
