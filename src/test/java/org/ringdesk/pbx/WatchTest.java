package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.CallEvent;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever becomes of a connection, somebody goes on seeing to it. */
@RingdeskTest
class WatchTest {
    private static final Feed FEED =
            new Feed(new FeedId(990_500), "moody", "Moody", true, 400, Map.of(), Instant.EPOCH);

    @Autowired
    private ConnectionLocks locks;

    private @Nullable Watch watch;

    @AfterEach
    void end() {
        Watch made = Objects.requireNonNull(watch);
        made.stop();
        made.join();
        locks.give(FEED.id());
    }

    private Watch watch(Connector connector) {
        var made =
                new Watch(FEED, "", connector, locks, (feed, heard, giveUp) -> new Nowhere(), Clock.systemUTC(), "n");
        watch = made;
        made.start(null);
        return made;
    }

    @Test
    void whateverIsThrownItIsTriedAgain() {
        var moody = new Moody();
        moody.moods.add(() -> {
            throw new IllegalArgumentException("a leg's id has to have 1 to 250 characters");
        });
        moody.moods.add(() -> {
            throw new StackOverflowError();
        });
        moody.moods.add(() -> new Standing(() -> {
            throw new IllegalStateException("what was sent");
        }));
        Watch made = watch(moody);

        await().atMost(Duration.ofSeconds(10)).until(() -> "pbx.connection.broken".equals(problem(made)));
        await().atMost(Duration.ofSeconds(15)).until(() -> moody.moods.isEmpty() && connected(made));
        assertThat(made.lives()).isTrue();
    }

    /** Supervision begins another one then. */
    @Test
    void whereNothingHelpsTheLockIsGivenBackAndThatIsSeen() {
        var moody = new Moody();
        moody.moods.add(() -> {
            throw new AssertionError("beyond help");
        });
        Watch made = watch(moody);

        // The thread ends by what it threw, which awaitility would take for its own.
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(10)).until(() -> !made.lives());

        assertThat(made.last()).isNull();
    }

    private static boolean connected(Watch watch) {
        @Nullable ConnectionState state = watch.last();
        return state != null && state.connected();
    }

    private static @Nullable String problem(Watch watch) {
        @Nullable ConnectionState state = watch.last();
        return state == null ? null : state.problem();
    }

    /** Opens connections as it was told, and good ones after that. */
    private static final class Moody implements Connector {
        private final Deque<Supplier<Connection>> moods = new ArrayDeque<>();

        @Override
        public String key() {
            return "moody";
        }

        @Override
        public int order() {
            return 99;
        }

        @Override
        public String manual() {
            return "";
        }

        @Override
        public List<Line> lines(String address, String token) {
            return List.of();
        }

        @Override
        public Connection open(Feed feed, String secret) {
            Supplier<Connection> mood = moods.poll();
            return mood == null ? new Standing(() -> {}) : mood.get();
        }
    }

    /** Stands until it is closed. */
    private static final class Standing implements Connection {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Runnable first;

        Standing(Runnable first) {
            this.first = first;
        }

        @Override
        public String version() {
            return "Moody\u001b[31m";
        }

        @Override
        public List<String> lacks() {
            return List.of();
        }

        @Override
        public void run(Reports reports) {
            first.run();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void ping() {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static final class Nowhere implements Watch.ReportsTo {
        @Override
        public void heard() {}

        @Override
        public void tell(String name, String number, List<? extends CallEvent> events) {}

        @Override
        public void settle(Set<String> legs) {}

        @Override
        public void close() {}
    }
}
