package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;

@RingdeskTest
class KnownTokensTest {
    private static final String VALUE = "known-tokens-test";

    @Autowired
    ApiTokenRepository repository;

    @Autowired
    ApiTokens tokens;

    @Autowired
    DataSource database;

    @Test
    void tokenThatWasGoodIsNotWaitedForWhileTheDatabaseIsSlow() throws Exception {
        tokens.put(VALUE, "slow database", EnumSet.of(Scope.CALLERS_READ));
        var clock = new MovingClock();
        try (var known = new KnownTokens(repository, clock);
                Connection blocking = database.getConnection()) {
            assertThat(known.client(VALUE)).isPresent();
            clock.now = clock.now.plus(Duration.ofMinutes(1));
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table api_token in access exclusive mode");

            long begun = System.nanoTime();
            assertThat(known.client(VALUE)).isPresent();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
            blocking.rollback();
        }
    }

    @Test
    void revokedTokenIsRefusedAtOnceAndElsewhereAfterTenSeconds() {
        String value = tokens.create("to be revoked", EnumSet.of(Scope.CALLERS_READ), null);
        var clock = new MovingClock();
        try (var elsewhere = new KnownTokens(repository, clock)) {
            assertThat(tokens.client(value)).isPresent();
            assertThat(elsewhere.client(value)).isPresent();

            tokens.revoke(tokens.client(value).orElseThrow().tokenId());

            assertThat(tokens.client(value)).isEmpty();
            clock.now = clock.now.plus(Duration.ofSeconds(11));
            assertThat(elsewhere.client(value)).isEmpty();
        }
    }

    private static final class MovingClock extends Clock {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
