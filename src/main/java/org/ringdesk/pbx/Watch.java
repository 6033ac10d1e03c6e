package org.ringdesk.pbx;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.ConnectionState.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection: makes it, notices when it is dead, makes it anew. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration ASK_AFTER = Duration.ofSeconds(3);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(9);
    private static final Duration OTHER_NODE = Duration.ofSeconds(2);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Feed feed;
    private final String secret;
    private final Connector connector;
    private final ConnectionLocks locks;
    private final ReportsOf reports;
    private final Clock clock;
    private final String node;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong messages = new AtomicLong();
    private final Sparingly connects = new Sparingly();
    private final Sparingly problems = new Sparingly();
    private volatile @Nullable ConnectionState state;
    private volatile @Nullable Connection connection;
    private volatile Instant heardAt;
    private volatile boolean dead;
    private volatile @Nullable Thread thread;
    private volatile @Nullable ConnectionState counted;
    private long messagesBefore;
    private Instant countedAt;

    /** Makes what a connection reports to. */
    interface ReportsOf {
        ReportsTo to(Feed feed, Runnable heard, Runnable giveUp);
    }

    /** Reports that want to be closed when the connection is over. */
    interface ReportsTo extends Reports, AutoCloseable {
        @Override
        void close();
    }

    Watch(
            Feed feed,
            String secret,
            Connector connector,
            ConnectionLocks locks,
            ReportsOf reports,
            Clock clock,
            String node) {
        this.feed = feed;
        this.secret = secret;
        this.connector = connector;
        this.locks = locks;
        this.reports = reports;
        this.clock = clock;
        this.node = node;
        this.heardAt = clock.instant();
        this.countedAt = heardAt;
    }

    /** Whether it is for the same settings. */
    boolean isOf(Feed other, String otherSecret) {
        return feed.equals(other) && secret.equals(otherSecret);
    }

    FeedId feed() {
        return feed.id();
    }

    String source() {
        return feed.source();
    }

    /** @param before it with other settings, whose end is waited for; null where there is none */
    void start(@Nullable Watch before) {
        thread = Thread.ofVirtual().name("pbx-" + feed.id()).start(() -> {
            if (before != null) {
                before.join();
            }
            keep();
        });
    }

    /** Whether there is still somebody who keeps it. */
    boolean lives() {
        @Nullable Thread own = thread;
        return own != null && own.isAlive();
    }

    /** Waits for the end, though not for long. */
    void join() {
        @Nullable Thread own = thread;
        try {
            if (own != null) {
                own.join(STOPPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection; returns before everything that was told is stored. */
    void stop() {
        stopped.countDown();
        close();
    }

    private boolean goesOn() {
        return stopped.getCount() > 0;
    }

    private void keep() {
        var backoff = new Backoff(ThreadLocalRandom.current());
        try {
            while (goesOn()) {
                if (locks.take(feed.id())) {
                    held(backoff);
                }
                pause(OTHER_NODE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            state = null;
        }
    }

    /** Whatever ends it, another node may have the lock then. */
    private void held(Backoff backoff) throws InterruptedException {
        try {
            holding(backoff);
        } finally {
            locks.give(feed.id());
        }
    }

    /** While this node has the lock. */
    private void holding(Backoff backoff) throws InterruptedException {
        while (goesOn() && locks.holds(feed.id())) {
            Instant begun = clock.instant();
            ConnectionFailed why = tried(begun);
            if (goesOn()) {
                if (begun.isBefore(clock.instant().minus(DEAD_AFTER))) {
                    backoff.connected();
                }
                report(ConnectionState.failed(node, clock.instant(), why));
                LOG.debug("connection {} failed: {} {}", feed.id(), why.key(), why.facts());
                pause(backoff.failed(why.lasting()));
            }
        }
    }

    /**
     * Whatever a phone system sends, and whatever is made of it, ends its own connection and nothing else. Out of memory is
     * not its own matter: then the process ends.
     */
    private ConnectionFailed tried(Instant begun) {
        try {
            return once(begun);
        } catch (RuntimeException | StackOverflowError e) {
            if (goesOn() && problems.now(clock.instant())) {
                LOG.warn("The connection to phone system {} broke by {}", feed.id(), place(e));
            }
            LOG.debug("because", e);
            return new ConnectionFailed(false, "pbx.connection.broken");
        }
    }

    /** Where it went wrong, in one line; what was sent is not told. */
    private static String place(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        String name = problem.getClass().getName();
        return trace.length == 0 ? name : name + " at " + trace[0];
    }

    /** From connecting to the end, and why it ended. */
    private ConnectionFailed once(Instant now) {
        if (state == null || !Phase.FAILED.equals(state.phase())) {
            report(ConnectionState.connecting(node, now));
        }
        dead = false;
        heardAt = now;
        messages.set(0);
        messagesBefore = 0;
        try (Connection made = connector.open(feed, secret);
                ReportsTo told = reports.to(feed, this::heard, this::close)) {
            connection = made;
            List<String> lacks = made.lacks();
            heard();
            closeUnlessWanted(made);
            String version = Cleaned.line(made.version());
            report(ConnectionState.connected(node, clock.instant(), version, lacks));
            if (connects.now(clock.instant())) {
                LOG.info("Connected to phone system {} ({})", feed.id(), version);
            }
            made.run(told);
            return new ConnectionFailed(false, "pbx.connection.ended");
        } catch (ConnectionFailed e) {
            return dead ? new ConnectionFailed(false, "pbx.connection.dead") : e;
        } finally {
            connection = null;
        }
    }

    /** It may have been stopped while it was being made. */
    private void closeUnlessWanted(Connection made) {
        if (!goesOn()) {
            made.close();
        }
    }

    private void heard() {
        messages.incrementAndGet();
        heardAt = clock.instant();
    }

    /** Called every second. */
    void beat(Instant now) {
        @Nullable Connection open = connection;
        if (open == null || !goesOn()) {
            return;
        }
        Duration silence = Duration.between(heardAt, now);
        if (!locks.holds(feed.id()) || silence.compareTo(DEAD_AFTER) > 0) {
            dead = true;
            Thread.startVirtualThread(this::close);
        } else if (silence.compareTo(ASK_AFTER) > 0) {
            Thread.startVirtualThread(() -> ping(open));
        }
    }

    private static void ping(Connection open) {
        try {
            open.ping();
        } catch (IOException | RuntimeException e) {
            open.close();
        }
    }

    private void close() {
        @Nullable Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** How it is now; null where another node holds it, or nobody does. */
    synchronized @Nullable ConnectionState state(Instant now) {
        @Nullable ConnectionState known = state;
        if (known == null) {
            return null;
        }
        long count = messages.get();
        long millis = Math.max(1, Duration.between(countedAt, now).toMillis());
        int rate = (int) Math.round(Math.max(0, count - messagesBefore) * 1000.0 / millis);
        messagesBefore = count;
        countedAt = now;
        counted = known.with(count, rate, count == 0 ? null : heardAt, now);
        return counted;
    }

    /** As it was when it was last counted; null where this node does not hold it. */
    @Nullable
    ConnectionState last() {
        @Nullable ConnectionState known = state;
        @Nullable ConnectionState before = counted;
        if (known == null || before == null || !before.since().equals(known.since())) {
            return known;
        }
        return before.phase() == known.phase() ? before : known;
    }

    private void report(ConnectionState now) {
        state = now;
    }

    private void pause(Duration time) throws InterruptedException {
        boolean ended = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            LOG.debug("connection {} is not wanted any more", feed.id());
        }
    }
}
