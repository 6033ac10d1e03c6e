package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing down. From one address a login has three free tries, from all addresses together twenty; each further
 * failure doubles the wait, from 2 s to 15 min. It lives in the database, so neither a restart nor another node resets it.
 */
@Repository
class SignInDelays {
    private static final int FREE_FROM_AN_ADDRESS = 3;
    private static final int FREE_FROM_ANYWHERE = 20;
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInDelays(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How long this login has to wait at this address; zero when it may try. */
    Duration waiting(String login, String address) {
        Instant now = clock.instant();
        return jdbc.sql("select max(retry_at) from sign_in_failure where subject in (:subjects) and retry_at > :now")
                .param("subjects", List.of(fromAddress(login, address), fromAnywhere(login)))
                .param("now", now.atOffset(UTC))
                .query(OffsetDateTime.class)
                .optional()
                .map(until -> Duration.between(now, until.toInstant()))
                .orElse(Duration.ZERO);
    }

    @Transactional
    void failed(String login, String address) {
        Instant now = clock.instant();
        count(fromAddress(login, address), FREE_FROM_AN_ADDRESS, now);
        count(fromAnywhere(login), FREE_FROM_ANYWHERE, now);
        jdbc.sql("delete from sign_in_failure where retry_at < :forgotten")
                .param("forgotten", now.minus(FORGOTTEN).atOffset(UTC))
                .update();
    }

    void succeeded(String login, String address) {
        jdbc.sql("delete from sign_in_failure where subject in (:subjects)")
                .param("subjects", List.of(fromAddress(login, address), fromAnywhere(login)))
                .update();
    }

    private void count(byte[] subject, int free, Instant now) {
        jdbc.sql("""
                insert into sign_in_failure (subject, failures, retry_at) values (:subject, 1, :now)
                on conflict (subject) do update set
                    failures = sign_in_failure.failures + 1,
                    retry_at = case
                        when sign_in_failure.failures + 1 < :free then :now
                        else :now + make_interval(
                            secs => least(900, power(2, least(10, sign_in_failure.failures + 2 - :free)))) end""")
                .param("subject", subject)
                .param("free", free)
                .param("now", now.atOffset(UTC))
                .update();
    }

    private static byte[] fromAddress(String login, String address) {
        return Secrets.hash(key(login) + "|" + address);
    }

    private static byte[] fromAnywhere(String login) {
        return Secrets.hash(key(login));
    }

    private static String key(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
