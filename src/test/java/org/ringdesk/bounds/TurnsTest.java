package org.ringdesk.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One turn for each name, so that whoever holds it holds up everybody of that name. */
class TurnsTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.close();
    }

    @Test
    void whoAsksForMuchWaitsWhileOthersDoNot() throws Exception {
        var turns = new Turns(1, Duration.ofMillis(50));
        Future<Boolean> busy = hold(turns, "account 1");

        assertThat(turns.take("account 1", () -> {})).isFalse();
        assertThat(turns.take("account 2", () -> {})).isTrue();
        end.countDown();
        assertThat(busy.get()).isTrue();
        assertThat(turns.take("account 1", () -> {})).isTrue();
    }

    @Test
    void aTurnComesInTime() throws Exception {
        var turns = new Turns(1, Duration.ofMinutes(1));
        Future<Boolean> busy = hold(turns, "account 1");
        Future<Boolean> next = threads.submit(() -> turns.take("account 1", () -> {}));
        end.countDown();

        assertThat(busy.get()).isTrue();
        assertThat(next.get()).isTrue();
    }

    @Test
    void whoStepsAsideLetsOthersHaveTheTurnAndGetsOneBack() throws Exception {
        var turns = new Turns(1, Duration.ofMillis(50));
        Future<Boolean> aside = threads.submit(() -> turns.take("", () -> {
            Turns.aside(() -> {
                begun.countDown();
                return waited();
            });
            assertTaken(turns);
        }));
        begun.await();

        assertThat(turns.take("", () -> {})).isTrue();
        end.countDown();
        assertThat(aside.get()).isTrue();
        assertThat(turns.take("", () -> {})).isTrue();
    }

    @Test
    void whatFailsGivesItsTurnBack() throws Exception {
        var turns = new Turns(1, Duration.ofMillis(50));
        Future<Boolean> failing = threads.submit(() -> turns.take("", () -> {
            throw new IllegalStateException("broken");
        }));

        assertThat(failing).failsWithin(Duration.ofSeconds(10));
        assertThat(turns.take("", () -> {})).isTrue();
    }

    private Future<Boolean> hold(Turns turns, String whose) throws InterruptedException {
        Future<Boolean> holding = threads.submit(() -> turns.take(whose, () -> {
            begun.countDown();
            waited();
        }));
        begun.await();
        return holding;
    }

    private boolean waited() {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void assertTaken(Turns turns) {
        try {
            assertThat(turns.take("", () -> {})).isFalse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
