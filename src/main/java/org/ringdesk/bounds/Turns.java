package org.ringdesk.bounds;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many requests of one account, token or feed be worked on at once, the first to come first; all clients that
 * nobody knows share the turns of one.
 */
public final class Turns {
    private static final ScopedValue<Semaphore> HELD = ScopedValue.newInstance();

    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();
    private final int atOnce;
    private final Duration patience;

    Turns(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /** @param requests that wait or are worked on; the last one takes it away */
    private record Queue(Semaphore turns, int requests) {
        Queue with(int more) {
            return new Queue(turns, requests + more);
        }
    }

    interface Request {
        void go() throws ServletException, IOException;
    }

    /**
     * Does it when its turn comes.
     *
     * @param whose with others of the same name it shares turns
     * @return false where that took too long
     */
    boolean take(String whose, Request request) throws ServletException, IOException {
        Semaphore turns = Objects.requireNonNull(
                        queues.merge(whose, new Queue(new Semaphore(atOnce, true), 1), (queue, one) -> queue.with(1)))
                .turns();
        try {
            return acquired(turns) && go(turns, request);
        } finally {
            queues.computeIfPresent(whose, (name, queue) -> queue.requests() == 1 ? null : queue.with(-1));
        }
    }

    private static boolean go(Semaphore turns, Request request) throws ServletException, IOException {
        try {
            return ScopedValue.where(HELD, turns).call(() -> {
                request.go();
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            turns.release();
        }
    }

    /**
     * Waits for what has bounds of its own: others have this request's turn meanwhile.
     *
     * @param wait that long
     */
    public static <T, X extends Exception> T aside(ScopedValue.CallableOp<T, X> wait) throws X {
        if (!HELD.isBound()) {
            return wait.call();
        }
        Semaphore turns = HELD.get();
        turns.release();
        try {
            return wait.call();
        } finally {
            turns.acquireUninterruptibly();
        }
    }

    private boolean acquired(Semaphore turns) {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
