package org.ringdesk.pbx;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees to it that one node holds a connection: by an advisory lock in a database session that is kept for nothing else. When
 * the node is gone its session is, and another node gets the lock.
 *
 * <p>When the session was lost because the database went away, the locks count as held until it is back: no other node gets
 * them meanwhile. Then they are taken anew, each as soon as the old session lets go of it; one that another node was faster to
 * take is lost.
 */
@Component
class ConnectionLocks {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLocks.class);

    /** Tells these locks from others. */
    private static final int CLASS = 0x5044_4258;

    private static final int SECONDS_TO_ANSWER = 5;

    /** So long the server may take to notice that the old session is over. */
    private static final Duration TO_TAKE_ANEW = Duration.ofSeconds(15);

    private final DataSource dataSource;
    private @Nullable Connection session;

    /** The session that each was taken in. */
    private final Map<FeedId, Connection> held = new ConcurrentHashMap<>();

    private long backSince;

    ConnectionLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether this node has the feed's lock, as far as it knows. */
    boolean holds(FeedId feed) {
        return held.containsKey(feed);
    }

    /** Whether this node has the feed's lock now. One that it has already is not to be asked for again. */
    synchronized boolean take(FeedId feed) {
        boolean taken = ask("select pg_try_advisory_lock(?, ?)", feed);
        if (taken && session != null) {
            held.put(feed, session);
        }
        return taken;
    }

    synchronized void give(FeedId feed) {
        @Nullable Connection takenIn = held.remove(feed);
        if (session != null && session.equals(takenIn)) {
            ask("select pg_advisory_unlock(?, ?)", feed);
        }
    }

    /** Finds out whether the session lives, and takes anew what was held in one that does not. */
    synchronized void check() {
        try {
            if (session != null && !session.isValid(SECONDS_TO_ANSWER)) {
                lose();
            }
            if (!held.isEmpty()) {
                takeAnew(session());
            }
        } catch (SQLException e) {
            LOG.debug("the session with the locks is broken", e);
            lose();
        }
    }

    private void takeAnew(Connection now) {
        Set<FeedId> left = new HashSet<>(held.keySet());
        left.removeIf(feed -> now.equals(held.get(feed)));
        for (FeedId feed : left) {
            if (!take(feed) && now.equals(session) && System.nanoTime() - backSince > TO_TAKE_ANEW.toNanos()) {
                LOG.debug("another node took the connection {}", feed);
                held.remove(feed);
            }
        }
    }

    /** Gives all locks back. */
    synchronized void close() {
        held.clear();
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
            backSince = System.nanoTime();
        }
        return known;
    }

    /** A session of the pool goes back to it, so what it holds has to be let go by hand. */
    private void lose() {
        @Nullable Connection lost = session;
        session = null;
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
