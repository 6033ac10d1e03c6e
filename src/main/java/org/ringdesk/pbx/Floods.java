package org.ringdesk.pbx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Keeps a feed from sending more than its share: a bucket of tokens, that holds what it may send in two seconds. The first few
 * places that it sends from have a bucket of their own each, for as long as they are heard from; all others share one. So
 * whoever gets hold of a token later takes nothing from the phone system.
 */
@Component
class Floods {
    static final int MOST_PLACES = 4;
    static final Duration SILENCE = Duration.ofDays(7);

    private static final int SECONDS = 2;

    private final Clock clock;
    private final Map<FeedId, Senders> senders = new ConcurrentHashMap<>();

    Floods(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether the feed may send one more message now.
     *
     * @param place an address or network
     */
    boolean admits(Feed feed, String place) {
        Instant now = clock.instant();
        return senders.computeIfAbsent(feed.id(), id -> new Senders())
                .bucket(place, now, feed.perSecond())
                .take(now, feed.perSecond());
    }

    /** Whether it is one of those that have a bucket of their own. */
    boolean knows(FeedId feed, String place) {
        Senders known = senders.get(feed);
        return known != null && known.knows(place);
    }

    private static final class Senders {
        private final Map<String, Bucket> places = new HashMap<>();
        private final Bucket others = new Bucket(Instant.EPOCH, 0);

        synchronized boolean knows(String place) {
            return places.containsKey(place);
        }

        synchronized Bucket bucket(String place, Instant now, int perSecond) {
            if (!places.containsKey(place)) {
                places.values().removeIf(bucket -> bucket.isSilent(now));
                if (places.size() < MOST_PLACES) {
                    places.put(place, new Bucket(now, (double) perSecond * SECONDS));
                }
            }
            return places.getOrDefault(place, others);
        }
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

        synchronized boolean isSilent(Instant now) {
            return filledAt.plus(SILENCE).isBefore(now);
        }
    }
}
