package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FreshTest {
    private static final Duration LIFE = Duration.ofSeconds(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final Fresh<Integer> fresh = new Fresh<>(this::read, clock, LIFE);

    private int read() {
        reads.incrementAndGet();
        return stored.get();
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    @Test
    void isReadOnceUntilItsTimeIsOver() {
        assertThat(fresh.get()).isZero();
        stored.set(1);
        pass(LIFE.minusMillis(1));
        assertThat(fresh.get()).isZero();
        pass(Duration.ofMillis(1));
        assertThat(fresh.get()).isEqualTo(1);
        assertThat(reads).hasValue(2);
    }

    @Test
    void changeIsSeenAtOnce() {
        fresh.get();
        stored.set(1);
        fresh.forget();
        assertThat(fresh.get()).isEqualTo(1);
    }

    @Test
    void whatWasBeingReadDuringAChangeIsOldAtOnce() throws Exception {
        var begun = new CountDownLatch(1);
        var changed = new CountDownLatch(1);
        var held = new Fresh<>(
                () -> {
                    int value = read();
                    begun.countDown();
                    waitFor(changed);
                    return value;
                },
                clock,
                LIFE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> before = threads.submit(held::get);
            begun.await();
            stored.set(1);
            held.forget();
            changed.countDown();

            assertThat(before.get()).isZero();
            assertThat(held.get()).isEqualTo(1);
        }
    }

    @Test
    void whoeverComesMeanwhileWaitsForTheOneThatReads() throws Exception {
        var begun = new CountDownLatch(1);
        var held = new Fresh<>(
                () -> {
                    waitFor(begun);
                    return read();
                },
                clock,
                LIFE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(held::get));
            }
            begun.countDown();
            for (Future<Integer> one : all) {
                assertThat(one.get()).isZero();
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void failureIsTheAskersAndWhatWasReadLastIsStillToBeHad() {
        var broken = new Fresh<>(
                () -> {
                    if (read() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return 0;
                },
                clock,
                LIFE);
        broken.get();
        stored.set(1);
        pass(LIFE);
        assertThatThrownBy(broken::get).hasMessage("away");
        assertThat(broken.last()).contains(0);
        stored.set(0);
        assertThat(broken.get()).isZero();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
