package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Seal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class FeedsTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Seal seal;

    @Autowired
    Clock clock;

    @Autowired
    DatabaseState state;

    @Autowired
    List<FeedKind> kinds;

    /** The real one, which waits after it has read what it was asked for. */
    private static final class HeldRepository extends FeedRepository {
        private volatile @Nullable CountDownLatch held;
        private final CountDownLatch read = new CountDownLatch(1);

        HeldRepository(JdbcClient jdbc, JsonMapper json) {
            super(jdbc, json);
        }

        @Override
        List<Keyed> all() {
            List<Keyed> all = super.all();
            CountDownLatch latch = held;
            if (latch != null) {
                held = null;
                read.countDown();
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return all;
        }
    }

    @Test
    void tokenThatIsRenewedWhileFeedsAreReadIsRefusedAtOnce() throws Exception {
        FeedKind kind = kinds.stream()
                .filter(one -> one.key().equals("generic-cti"))
                .findFirst()
                .orElseThrow();
        var repository = new HeldRepository(jdbc, json);
        var feeds = new Feeds(repository, seal, clock, state);
        Feeds.Access old = feeds.add(kind, "Renewed while read", Map.of());
        Feed feed = feeds.get(old.feed());
        var latch = new CountDownLatch(1);
        // Whatever is known is forgotten, so that the next one who asks has to read.
        feeds.change(feed);
        repository.held = latch;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Feed>> reader = threads.submit(feeds::list);
            repository.read.await();
            Future<Feeds.Access> renewed = threads.submit(() -> feeds.renew(feed, kind));
            Feeds.Access access = renewed.get();
            latch.countDown();
            reader.get();

            assertThat(feeds.withToken("generic-cti", old.token())).isEmpty();
            assertThat(feeds.withToken("generic-cti", access.token())).isPresent();
        } finally {
            feeds.delete(old.feed());
        }
    }
}
