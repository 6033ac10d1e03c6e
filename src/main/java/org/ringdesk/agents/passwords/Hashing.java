package org.ringdesk.agents.passwords;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.ringdesk.bounds.Turns;
import org.springframework.stereotype.Component;

/**
 * Where passwords are hashed: on a few threads of the system's, so that its scheduler shares the cores between them and the
 * virtual threads that serve pages. Those in front of them wait, and only so many: who is known, and who is not, each in
 * a lane of its own, which are served in turns. Thus a flood of strangers fills its own lane and not the other one.
 */
@Component
public class Hashing implements AutoCloseable {
    /** Two lanes of it take 2 s at 60 ms a hash. */
    static final int WAITING = 16;

    /** Of one address, or of one account: a quarter of a lane. */
    static final int WAITING_EACH = 4;

    /** Who is waiting. */
    public enum Lane {
        /** Signed in here before, in this browser, or holds a link to choose a password. */
        KNOWN,
        STRANGERS
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Lane, Deque<Turn<?>>> lanes = new EnumMap<>(Lane.class);
    private final List<Thread> threads = new ArrayList<>();
    private final Duration patience;
    private Lane next = Lane.KNOWN;
    private boolean closed;

    private record Turn<T>(Object who, FutureTask<T> work) {}

    Hashing(HashingSettings settings) {
        patience = settings.longestWait();
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
        for (int i = 1; i <= settings.threads(); i++) {
            threads.add(Thread.ofPlatform().daemon().name("passwords-" + i).start(this::serve));
        }
    }

    /**
     * Does the work on one of the threads and waits for it.
     *
     * @param who has a share of the lane: an address, an account
     * @throws PasswordsBusy when the lane or that share of it is full, or its turn did not come in time
     */
    public <T> T inTurn(Lane lane, Object who, Callable<T> work) {
        var turn = new Turn<>(who, new FutureTask<>(work));
        queue(lane, turn);
        return Turns.aside(() -> result(lane, turn));
    }

    private <T> T result(Lane lane, Turn<T> turn) {
        try {
            return await(lane, turn);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        } catch (CancellationException e) {
            throw new PasswordsBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            withdraw(lane, turn);
            throw new PasswordsBusy();
        }
    }

    int waiting(Lane lane) {
        lock.lock();
        try {
            return of(lane).size();
        } finally {
            lock.unlock();
        }
    }

    private void queue(Lane lane, Turn<?> turn) {
        lock.lock();
        try {
            Deque<Turn<?>> waiting = of(lane);
            long same = waiting.stream()
                    .filter(other -> other.who().equals(turn.who()))
                    .count();
            if (closed || waiting.size() >= WAITING || same >= WAITING_EACH) {
                throw new PasswordsBusy();
            }
            waiting.add(turn);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private <T> T await(Lane lane, Turn<T> turn) throws ExecutionException, InterruptedException {
        try {
            return turn.work().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (withdraw(lane, turn)) {
                throw new PasswordsBusy();
            }
            return turn.work().get();
        }
    }

    /** False where it was begun. */
    private boolean withdraw(Lane lane, Turn<?> turn) {
        lock.lock();
        try {
            return of(lane).remove(turn);
        } finally {
            lock.unlock();
        }
    }

    private Deque<Turn<?>> of(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    private void serve() {
        try {
            while (true) {
                take().work().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Turn<?> take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Lane first = next;
                Lane other = first == Lane.KNOWN ? Lane.STRANGERS : Lane.KNOWN;
                Turn<?> turn = of(first).poll();
                if (turn == null) {
                    turn = of(other).poll();
                } else {
                    next = other;
                }
                if (turn != null) {
                    return turn;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody is left waiting. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            lanes.values().forEach(waiting -> {
                waiting.forEach(turn -> turn.work().cancel(false));
                waiting.clear();
            });
        } finally {
            lock.unlock();
        }
        threads.forEach(Thread::interrupt);
    }
}
