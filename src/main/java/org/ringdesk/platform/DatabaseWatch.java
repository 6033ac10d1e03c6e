package org.ringdesk.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks after the database twice a second, on a connection of its own and a thread that nothing else can hold up, and says
 * once that it is away and once that it is back.
 */
@Component
class DatabaseWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** However many requests fail, it is not asked more often. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private static final int SECONDS_TO_ANSWER = 1;
    private static final String TOO_MANY = "53300";

    private final DatabaseAccess access;
    private final Connections connections;
    private final DatabaseState state;
    private @Nullable Thread thread;
    private @Nullable Connection connection;
    private String problem = "";

    DatabaseWatch(DatabaseAccess access, Connections connections, DatabaseState state) {
        this.connections = connections;
        this.access = access;
        this.state = state;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(SHORTEST_PAUSE);
                state.awaitSuspicion(PAUSE.minus(SHORTEST_PAUSE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
    }

    private void look() {
        boolean answers = answers();
        if (answers && !state.isThere() && connections.isServing()) {
            LOG.info("The database answers again, after {} s", state.away().toSeconds());
            state.comeBack();
        } else if (!answers && state.isThere() && !Thread.currentThread().isInterrupted()) {
            state.leave();
            connections.forgetIdle();
            LOG.warn(
                    "The database does not answer ({}): requests are refused with 503 until it does, calls are kept in memory",
                    problem);
        }
    }

    /** A connection that fails proves nothing: only a new one that fails as well does. */
    private boolean answers() {
        try {
            if (connection != null && connection.isValid(SECONDS_TO_ANSWER)) {
                return true;
            }
            drop();
            connection = access.getConnection(SECONDS_TO_ANSWER);
            return true;
        } catch (SQLException e) {
            problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            // Whoever refuses is there.
            return !DatabaseAway.isCause(e) || TOO_MANY.equals(e.getSQLState());
        }
    }

    private void drop() {
        @Nullable Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the watch's connection ended before", e);
            }
        }
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("database-watch").start(this::watch);
    }

    @Override
    public void stop() {
        @Nullable Thread own = thread;
        thread = null;
        if (own != null) {
            own.interrupt();
            try {
                own.join(Duration.ofSeconds(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** First to start, last to stop. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
