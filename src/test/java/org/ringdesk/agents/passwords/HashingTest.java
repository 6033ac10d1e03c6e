package org.ringdesk.agents.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.agents.passwords.Hashing.Lane;

/** With one thread, which is held: so nothing here depends on how fast anything is. */
class HashingTest {
    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private Hashing hashing = new Hashing(new HashingSettings(1, Duration.ofMinutes(1)));

    @AfterEach
    void close() {
        held.countDown();
        hashing.close();
        others.shutdownNow();
    }

    @Test
    void laneThatIsFullRefusesAtOnceAndTheOtherOneDoesNot() throws Exception {
        hold();
        List<Future<?>> strangers = new ArrayList<>();
        for (int i = 0; i < Hashing.WAITING; i++) {
            strangers.add(waiting(Lane.STRANGERS, "address " + i));
        }

        assertThatThrownBy(() -> hashing.inTurn(Lane.STRANGERS, "one more", () -> ""))
                .isInstanceOf(PasswordsBusy.class);
        Future<?> known = waiting(Lane.KNOWN, "known");
        held.countDown();

        known.get();
        for (Future<?> stranger : strangers) {
            stranger.get();
        }
        assertThat(done).hasSize(Hashing.WAITING + 1);
        assertThat(done.indexOf("known")).isLessThanOrEqualTo(1);
    }

    @Test
    void oneAddressHasAQuarterOfTheLane() throws Exception {
        hold();
        for (int i = 0; i < Hashing.WAITING_EACH; i++) {
            Future<?> _ = waiting(Lane.STRANGERS, "flood");
        }

        assertThatThrownBy(() -> hashing.inTurn(Lane.STRANGERS, "flood", () -> ""))
                .isInstanceOf(PasswordsBusy.class);
        Future<?> other = waiting(Lane.STRANGERS, "other");
        held.countDown();

        other.get();
        assertThat(done).contains("other");
    }

    @Test
    void whoIsKnownAndWhoIsNotTakeTurns() throws Exception {
        hold();
        Future<?> last = waiting(Lane.KNOWN, "k1");
        for (String who : List.of("k2", "k3")) {
            last = waiting(Lane.KNOWN, who);
        }
        Future<?> stranger = waiting(Lane.STRANGERS, "s1");
        held.countDown();

        last.get();
        stranger.get();
        assertThat(done.indexOf("s1")).isLessThanOrEqualTo(1);
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsNotServedLater() throws Exception {
        hashing.close();
        hashing = new Hashing(new HashingSettings(1, Duration.ofMillis(50)));
        hold();

        assertThatThrownBy(() -> hashing.inTurn(Lane.KNOWN, "late", note("late")))
                .isInstanceOf(PasswordsBusy.class);
        held.countDown();

        others.submit(() -> hashing.inTurn(Lane.KNOWN, "next", note("next"))).get();
        assertThat(done).containsExactly("next");
    }

    @Test
    void failureOfTheWorkIsTheCallersAndTheThreadGoesOn() {
        assertThatThrownBy(() -> hashing.inTurn(Lane.KNOWN, "x", () -> {
                    throw new IllegalArgumentException("work");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(hashing.inTurn(Lane.KNOWN, "x", () -> "on")).isEqualTo("on");
    }

    @Test
    void workIsDoneOnAThreadOfTheSystem() {
        assertThat(hashing.inTurn(Lane.KNOWN, "x", () -> Thread.currentThread().isVirtual()))
                .isFalse();
    }

    private void hold() throws InterruptedException {
        var begun = new CountDownLatch(1);
        Future<?> _ = others.submit(() -> hashing.inTurn(Lane.STRANGERS, "holds", () -> {
            begun.countDown();
            held.await();
            return "";
        }));
        begun.await();
    }

    /** Returns once it waits. */
    private Future<?> waiting(Lane lane, String who) throws InterruptedException {
        int before = hashing.waiting(lane);
        Future<?> future = others.submit(() -> hashing.inTurn(lane, who, note(who)));
        while (hashing.waiting(lane) == before) {
            Thread.sleep(1);
        }
        return future;
    }

    private Callable<String> note(String who) {
        return () -> {
            done.add(who);
            return who;
        };
    }
}
