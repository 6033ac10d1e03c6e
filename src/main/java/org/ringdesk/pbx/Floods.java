package org.ringdesk.pbx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Keeps a feed from sending more than its share: a bucket of tokens each, that holds what it may send in two seconds. */
@Component
class Floods {
    private static final int SECONDS = 2;

    private final Clock clock;
    private final Map<FeedId, Bucket> buckets = new ConcurrentHashMap<>();

    Floods(Clock clock) {
        this.clock = clock;
    }

    /** Whether the feed may send one more message now. */
    boolean admits(Feed feed) {
        Instant now = clock.instant();
        return buckets.computeIfAbsent(feed.id(), id -> new Bucket(now, feed.perSecond() * SECONDS))
                .take(now, feed.perSecond());
    }

    private static final class Bucket {
        private Instant filledAt;
        private double tokens;

        Bucket(Instant now, double tokens) {
            this.filledAt = now;
            this.tokens = tokens;
        }

        synchronized boolean take(Instant now, int perSecond) {
            double passed = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
            tokens = Math.min((double) perSecond * SECONDS, tokens + passed * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        }
    }
}
