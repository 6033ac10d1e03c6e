package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.agents.Actor;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Changes of the catalog that meet others, and records that are saved meanwhile. */
@RingdeskTest
class CatalogWritingTest {
    private static final Actor BOSS = new Actor(null, "boss");

    @Autowired
    StatusEditing editing;

    @Autowired
    Catalog catalog;

    @Autowired
    Records records;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    JdbcClient jdbc;

    private Status added(String name) {
        editing.add(name, false, BOSS);
        return catalog.status(name).orElseThrow();
    }

    private RecordId saved(Status status) {
        RecordDetails details =
                RecordExamples.details(catalog, "Saved meanwhile").withStatus(status.id());
        return records.create(new NewRecord(details, Source.PHONE, UUID.randomUUID()), BOSS)
                .id();
    }

    @Test
    void oneNameAddedByManyAtOnceIsAddedOnce() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> all = pool.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (java.util.concurrent.Callable<Boolean>) () -> {
                        try {
                            editing.add(i % 2 == 0 ? "At once" : "AT ONCE", false, BOSS);
                            return true;
                        } catch (Refused refused) {
                            return false;
                        }
                    })
                    .toList());
            int won = 0;
            for (Future<Boolean> one : all) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void recordIsClosedByWhatItsStatusIsInTheDatabase() {
        Status status = added("Turned elsewhere");
        jdbc.sql("update status set closed = true where id = :id")
                .param("id", status.id().value())
                .update();
        assertThat(catalog.statusOf(status.id()).closed()).isFalse();

        ServiceRecord record = records.written(saved(status));
        assertThat(record.closedAt()).isNotNull();

        jdbc.sql("update status set closed = false where id = :id")
                .param("id", status.id().value())
                .update();
        RecordDetails details = record.details();
        records.update(
                record.id(),
                record.version(),
                details.withStatus(catalog.solvedStatus().id()),
                new Reader(BOSS, true));
        assertThat(records.written(record.id()).closedAt()).isEqualTo(record.closedAt());
    }

    @Test
    void classWaitsForARecordThatIsJustBeingSavedAndThenStays() throws Exception {
        Status status = added("Being saved");
        var inserted = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<?> saving = pool.submit(() -> transactions.executeWithoutResult(transaction -> {
                saved(status);
                inserted.countDown();
                await(commit);
            }));
            await(inserted);
            Future<?> turning =
                    pool.submit(() -> editing.change(status.id(), status.version(), status.name(), true, BOSS));
            assertThatThrownBy(() -> turning.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            commit.countDown();
            saving.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> turning.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Refused.class);
        }
        assertThat(catalog.statusOf(status.id()).closed()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
