package org.ringdesk.platform;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Everybody's connections. Requests have a pool of their own, so that neither an import nor a flood of pages takes all there
 * are, and wait for the database for a short time only ({@link Waiting}); what happens in the background has time. While
 * the database is known to be away nobody gets one, and what was waiting for an answer is cut off.
 */
final class Connections extends AbstractDataSource implements DisposableBean {
    private static final Duration TICK = Duration.ofMillis(100);

    /** Requests beyond these are refused at once; each that waits holds a request's memory. */
    private static final int MOST_WAITING = 500;

    /** Requests that may take their time, so that they leave the background some connections. */
    private static final int MOST_PATIENT = 6;

    private static final Duration PATIENT_TURN = Duration.ofSeconds(2);

    /** Work of the background outlives a short absence; after this its connections are taken for dead. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final HikariDataSource requests;
    private final HikariDataSource work;
    private final DatabaseState state;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final Semaphore patient = new Semaphore(MOST_PATIENT);
    private final Thread ticker;

    Connections(HikariDataSource requests, HikariDataSource work, DatabaseState state) {
        this.requests = requests;
        this.work = work;
        this.state = state;
        this.ticker = Thread.ofPlatform().daemon().name("database-leases").start(this::tick);
    }

    @Override
    public Connection getConnection() throws SQLException {
        state.require();
        @Nullable Waiting waiting = Waiting.current();
        try {
            if (waiting == null) {
                return lease(work, null, leases::remove);
            }
            return waiting.isPatient() ? patiently(waiting) : briefly(waiting);
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        } catch (SQLException e) {
            state.suspect();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        return getConnection();
    }

    private Connection briefly(Waiting waiting) throws SQLException {
        if (waiting.left() <= 0) {
            throw new DatabaseAway("this request has waited for the database for too long");
        }
        if (requests.getHikariPoolMXBean().getThreadsAwaitingConnection() >= MOST_WAITING) {
            throw new DatabaseAway("too many requests wait for the database");
        }
        long begun = System.nanoTime();
        try {
            return lease(requests, waiting, leases::remove);
        } finally {
            waiting.spend(System.nanoTime() - begun);
        }
    }

    private Connection patiently(Waiting waiting) throws SQLException {
        try {
            if (!patient.tryAcquire(PATIENT_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseAway("too many long requests at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseAway("interrupted");
        }
        boolean given = false;
        try {
            Connection connection = lease(work, waiting, lease -> {
                leases.remove(lease);
                patient.release();
            });
            given = true;
            return connection;
        } finally {
            if (!given) {
                patient.release();
            }
        }
    }

    private Connection lease(
            HikariDataSource pool, @Nullable Waiting waiting, Consumer<Lease> whenGivenBack)
            throws SQLException {
        Connection connection = pool.getConnection();
        var lease = new Lease(connection, waiting, whenGivenBack, () -> pool.evictConnection(connection));
        leases.add(lease);
        return lease.open();
    }

    /** What lies in the pools is of the time before the absence. */
    void forgetIdle() {
        for (HikariDataSource pool : List.of(requests, work)) {
            if (pool.getHikariPoolMXBean() != null) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }
    }

    /** Whether the next request would get a connection that works. */
    boolean isServing() {
        try (Connection first = requests.getConnection()) {
            return first.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void tick() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                boolean away = !state.isThere();
                boolean longAway = state.away().compareTo(GRACE) > 0;
                leases.stream()
                        .filter(lease -> lease.isOverdue(now) || (lease.isOfRequest() ? away : longAway))
                        .forEach(this::cut);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cut(Lease lease) {
        leases.remove(lease);
        lease.cut();
        state.suspect();
    }

    @Override
    public void destroy() {
        ticker.interrupt();
    }
}
