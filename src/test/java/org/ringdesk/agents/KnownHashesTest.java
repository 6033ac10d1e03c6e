package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KnownHashesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final List<byte[]> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final KnownHashes hashes = new KnownHashes(this::all, clock);

    @Test
    void thousandGuessesASecondAreOneQuestion() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(hashes.mayHave(Secrets.hash("guess " + i))).isFalse();
        }
        assertThat(questions).hasValue(1);

        now.updateAndGet(then -> then.plus(Duration.ofSeconds(1)));
        hashes.mayHave(Secrets.hash("guess"));

        assertThat(questions).hasValue(2);
    }

    @Test
    void whatIsMadeHereIsKnownAtOnceAndElsewhereAfterASecond() {
        var elsewhere = new KnownHashes(this::all, clock);
        assertThat(elsewhere.mayHave(Secrets.hash("new"))).isFalse();
        assertThat(hashes.mayHave(Secrets.hash("new"))).isFalse();

        made.add(Secrets.hash("new"));
        hashes.forget();

        assertThat(hashes.mayHave(Secrets.hash("new"))).isTrue();
        assertThat(elsewhere.mayHave(Secrets.hash("new"))).isFalse();
        now.updateAndGet(then -> then.plus(Duration.ofSeconds(1)));
        assertThat(elsewhere.mayHave(Secrets.hash("new"))).isTrue();
    }

    private List<byte[]> all() {
        questions.incrementAndGet();
        return List.copyOf(made);
    }
}
