package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloodsTest {
    private static final int PER_SECOND = 10;

    private Instant now = Instant.parse("2026-11-30T09:00:00Z");
    private final Floods floods = new Floods(((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    private final Feed feed = new Feed(new FeedId(1), "generic-cti", "Floods", true, PER_SECOND, Map.of(), now);

    @Test
    void whoeverGetsHoldOfTheTokenTakesNothingFromThePhoneSystem() {
        assertThat(floods.admits(feed, "192.0.2.1")).isTrue();
        for (int second = 0; second < 60; second++) {
            now = now.plusSeconds(1);
            for (int i = 1; i <= 200; i++) {
                floods.admits(feed, "198.51.100." + i);
            }
            for (int i = 0; i < PER_SECOND; i++) {
                assertThat(floods.admits(feed, "192.0.2.1")).isTrue();
            }
        }
        assertThat(floods.knows(feed.id(), "192.0.2.1")).isTrue();
        assertThat(floods.knows(feed.id(), "198.51.100.200")).isFalse();
        assertThat(floods.knows(new FeedId(2), "192.0.2.1")).isFalse();
    }

    @Test
    void manyPlacesShareWhatOneMaySend() {
        for (int i = 1; i <= Floods.MOST_PLACES; i++) {
            floods.admits(feed, "192.0.2." + i);
        }
        int admitted = 0;
        for (int i = 1; i <= 200; i++) {
            admitted += floods.admits(feed, "198.51.100." + i) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(2 * PER_SECOND);
    }

    @Test
    void aPlaceThatIsSilentForLongMakesRoom() {
        for (int i = 1; i <= Floods.MOST_PLACES; i++) {
            floods.admits(feed, "192.0.2." + i);
        }
        now = now.plus(Floods.SILENCE).minusSeconds(1);
        floods.admits(feed, "192.0.2.1");
        floods.admits(feed, "203.0.113.9");
        assertThat(floods.knows(feed.id(), "203.0.113.9")).isFalse();

        now = now.plus(Duration.ofSeconds(2));
        floods.admits(feed, "203.0.113.9");
        assertThat(floods.knows(feed.id(), "203.0.113.9")).isTrue();
        assertThat(floods.knows(feed.id(), "192.0.2.1")).isTrue();
    }
}
