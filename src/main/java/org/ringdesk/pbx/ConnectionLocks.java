package org.ringdesk.pbx;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees to it that one node holds a connection: by an advisory lock in a database session that is kept for nothing else. When
 * the node is gone its session is, and another node gets the lock.
 */
@Component
class ConnectionLocks {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLocks.class);

    /** Tells these locks from others. */
    private static final int CLASS = 0x5044_4258;

    private static final int SECONDS_TO_ANSWER = 5;

    private final DataSource dataSource;
    private @Nullable Connection session;
    private final AtomicInteger generation = new AtomicInteger();

    ConnectionLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Changes when the session was lost, and all locks with it. */
    int generation() {
        return generation.get();
    }

    /** Whether this node has the feed's lock now. One that it has already is not to be asked for again. */
    synchronized boolean take(FeedId feed) {
        return ask("select pg_try_advisory_lock(?, ?)", feed);
    }

    synchronized void give(FeedId feed) {
        if (session != null) {
            ask("select pg_advisory_unlock(?, ?)", feed);
        }
    }

    /** Finds out whether the session lives. */
    synchronized void check() {
        try {
            if (session != null && !session.isValid(SECONDS_TO_ANSWER)) {
                lose();
            }
        } catch (SQLException e) {
            LOG.debug("the session with the locks is broken", e);
            lose();
        }
    }

    /** Gives all locks back. */
    synchronized void close() {
        lose();
    }

    private boolean ask(String sql, FeedId feed) {
        try (PreparedStatement statement = session().prepareStatement(sql)) {
            statement.setInt(1, CLASS);
            statement.setInt(2, Math.toIntExact(feed.value()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            LOG.debug("no session for the locks of connections", e);
            lose();
            return false;
        }
    }

    private Connection session() throws SQLException {
        @Nullable Connection known = session;
        if (known == null) {
            known = dataSource.getConnection();
            known.setAutoCommit(true);
            session = known;
        }
        return known;
    }

    /** A session of the pool goes back to it, so what it holds has to be let go by hand. */
    private void lose() {
        @Nullable Connection lost = session;
        session = null;
        generation.incrementAndGet();
        if (lost == null) {
            return;
        }
        try (lost;
                PreparedStatement unlock = lost.prepareStatement("select pg_advisory_unlock_all()")) {
            unlock.execute();
        } catch (SQLException e) {
            LOG.debug("the session with the locks ended before", e);
        }
    }
}
