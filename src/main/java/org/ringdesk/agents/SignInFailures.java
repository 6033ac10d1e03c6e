package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Failed sign-ins. They live in the database, so neither a restart nor another node resets them; only hashes, since some
 * type their password as user name. What is over is cleared away every five minutes, and more than 100,000 rows with it, those first
 * that would be forgotten first: some 10 MB. Making room for one's own guesses so takes longer than waiting.
 */
@Repository
class SignInFailures {
    private static final int MOST = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInFailures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was in a bucket after the last failure. */
    record Count(double failures, Instant at) {}

    /** Of those that hold anything; one round trip. */
    Map<FailureBucket, Count> read(List<FailureBucket> buckets) {
        Map<String, FailureBucket> asked =
                buckets.stream().collect(Collectors.toMap(bucket -> hex(hash(bucket)), Function.identity()));
        Map<FailureBucket, Count> found = new HashMap<>();
        jdbc.sql("""
                select encode(subject, 'hex') as subject, failures, failed_at
                from sign_in_failure
                where subject = any(:subjects) and forgotten_at > :now""")
                .param("subjects", subjects(buckets))
                .param("now", clock.instant().atOffset(UTC))
                .query(row -> {
                    FailureBucket bucket = asked.get(row.getString("subject"));
                    if (bucket != null) {
                        found.put(
                                bucket,
                                new Count(
                                        row.getDouble("failures"),
                                        row.getObject("failed_at", OffsetDateTime.class)
                                                .toInstant()));
                    }
                });
        return found;
    }

    /** Adds one to each; one statement, always in the same order so that two of them cannot wait for each other. */
    void add(List<FailureBucket> buckets, Instant now) {
        jdbc.sql("""
                with failed as (
                    select * from unnest(:subjects, :forgets, :most) as failed (subject, forgets, most)
                )
                insert into sign_in_failure as kept (subject, failures, failed_at, forgotten_at)
                select subject, 1, :now, :now + make_interval(secs => forgets) from failed order by subject
                on conflict (subject) do update set (failures, failed_at, forgotten_at) = (
                    select now.failures, :now, :now + make_interval(secs => now.failures * failed.forgets)
                    from failed, lateral (
                        select least(failed.most, 1 + greatest(0,
                            kept.failures - extract(epoch from :now - kept.failed_at) / failed.forgets)) as failures
                    ) as now
                    where failed.subject = excluded.subject
                )""")
                .param("subjects", subjects(buckets))
                .param(
                        "forgets",
                        buckets.stream()
                                .map(bucket -> (double) bucket.forgets().toSeconds())
                                .toArray(Double[]::new))
                .param("most", buckets.stream().map(FailureBucket::most).toArray(Double[]::new))
                .param("now", now.atOffset(UTC))
                .update();
    }

    void clear(List<FailureBucket> buckets) {
        jdbc.sql("delete from sign_in_failure where subject = any(:subjects)")
                .param("subjects", subjects(buckets))
                .update();
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void clearAway() {
        keep(MOST);
    }

    void keep(int most) {
        jdbc.sql("delete from sign_in_failure where forgotten_at <= :now")
                .param("now", clock.instant().atOffset(UTC))
                .update();
        jdbc.sql("""
                delete from sign_in_failure
                where subject in (select subject from sign_in_failure order by forgotten_at desc offset :most)""").param("most", most).update();
    }

    private static byte[][] subjects(List<FailureBucket> buckets) {
        return buckets.stream().map(SignInFailures::hash).toArray(byte[][]::new);
    }

    private static byte[] hash(FailureBucket bucket) {
        return Secrets.hash(bucket.subject());
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
