package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class RecordsTest {
    private static final Reader PROGRAM = new Reader(new Actor(null, "API: test"), false);

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private RecordDetails details(String title) {
        return RecordExamples.details(catalog, title);
    }

    private ServiceRecord created(RecordDetails details) {
        return records.written(records.create(new NewRecord(details, Source.PHONE, null), PROGRAM.actor())
                .id());
    }

    private Reader agent(String login) {
        Account account = accounts.account(login, Role.AGENT, "");
        return new Reader(account.actor(), account.isAdministrator());
    }

    @Test
    void aSavedRecordIsReadBackAsItWasWritten() {
        RecordDetails details = details(" Printer is\0 on fire ");

        ServiceRecord read = created(details);

        assertThat(read.details()).isEqualTo(details);
        assertThat(read.details().title()).isEqualTo("Printer is on fire");
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.closedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"HIGH, HIGH, 1", "HIGH, LOW, 3", "MEDIUM, MEDIUM, 3", "LOW, MEDIUM, 4", "LOW, LOW, 5"})
    void priorityFollowsFromUrgencyAndImpact(Level urgency, Level impact, int priority) {
        assertThat(PriorityMatrix.USUAL.of(urgency, impact).code()).isEqualTo(priority);
    }

    @Test
    void oneSubmissionSavedByManyThreadsAtOnceIsOneRecord() throws Exception {
        var record = new NewRecord(details("Saved by many"), Source.PHONE, UUID.randomUUID());

        List<SavedRecord> saved = atOnce(16, () -> records.create(record, PROGRAM.actor()));

        assertThat(saved)
                .extracting(SavedRecord::id)
                .containsOnly(saved.getFirst().id());
        assertThat(saved).filteredOn(SavedRecord::created).hasSize(1);
        assertThat(records.history(saved.getFirst().id())).hasSize(1);
    }

    @Test
    void aChangeWritesDownWhoChangedWhatFromWhatToWhat() {
        Reader agent = agent("history1");
        ServiceRecord record = created(details("Before"));
        Category printer = catalog.categories().named("Toner").orElseThrow();
        RecordDetails after = new RecordDetails(
                record.details().type(),
                "After",
                record.details().description(),
                catalog.closedStatus().id(),
                Level.HIGH,
                Level.HIGH,
                printer.id(),
                null,
                agent.account(),
                false,
                null,
                "");

        ServiceRecord changed = records.update(record.id(), record.version(), after, agent);

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(changed.closedAt()).isNotNull();
        assertThat(records.history(record.id()).getFirst())
                .isInstanceOfSatisfying(HistoryEntry.Changed.class, entry -> {
                    assertThat(entry.actor()).isEqualTo("Test history1");
                    assertThat(entry.changes())
                            .extracting(change -> change.field() + ": " + change.before() + " > " + change.after())
                            .containsExactly(
                                    "title: Before > After",
                                    "status: New > Solved",
                                    "assignee:  > Test history1",
                                    "category:  > Hardware › Printer › Toner",
                                    "urgency: medium > high",
                                    "impact: medium > high");
                });
    }

    @Test
    void reopeningClearsWhenItWasClosed() {
        ServiceRecord closed =
                created(details("Closed").withStatus(catalog.closedStatus().id()));
        assertThat(closed.closedAt()).isNotNull();

        ServiceRecord reopened = records.update(
                closed.id(),
                1,
                closed.details().withStatus(catalog.reopenedStatus().id()),
                PROGRAM);

        assertThat(reopened.closedAt()).isNull();
        assertThat(reopened.status().name()).isEqualTo("In progress");
    }

    @Test
    void aChangeFromAVersionThatIsNoLongerTheNewestChangesNothing() {
        ServiceRecord record = created(details("First"));
        records.update(record.id(), 1, details("Second"), PROGRAM);

        assertThatThrownBy(() -> records.update(record.id(), 1, details("Third"), PROGRAM))
                .isInstanceOfSatisfying(
                        StaleRecord.class,
                        stale -> assertThat(stale.current().details().title()).isEqualTo("Second"));
        assertThat(records.read(record.id(), PROGRAM).details().title()).isEqualTo("Second");
        assertThat(records.history(record.id())).hasSize(2);
    }

    @Test
    void ofManyChangesFromOneVersionOneWinsAndTheOthersLearnOfIt() throws Exception {
        ServiceRecord record = created(details("Contended"));

        List<Boolean> won = atOnce(12, () -> {
            try {
                records.update(
                        record.id(), 1, details("By " + Thread.currentThread().threadId()), PROGRAM);
                return true;
            } catch (StaleRecord e) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(records.read(record.id(), PROGRAM).version()).isEqualTo(2);
        assertThat(records.history(record.id())).hasSize(2);
    }

    @Test
    void savingWithoutAChangeWritesNothing() {
        ServiceRecord record = created(details("Same"));
        assertThat(records.update(record.id(), 1, record.details(), PROGRAM).version())
                .isEqualTo(1);
        assertThat(records.history(record.id())).hasSize(1);
    }

    @Test
    void aNoteKeepsItsLinesAndTimeSpentAndIsKeptOnce() {
        ServiceRecord record = created(details("Noted"));
        var note = new NewNote("one\r\ntwo", 15, UUID.randomUUID());

        records.addNote(record.id(), note, PROGRAM);
        records.addNote(record.id(), note, PROGRAM);

        assertThat(records.history(record.id()))
                .filteredOn(HistoryEntry.Noted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(HistoryEntry.Noted.class, noted -> {
                    assertThat(noted.body()).isEqualTo("one\ntwo");
                    assertThat(noted.minutes()).isEqualTo(15);
                });
        assertThat(records.timeSpent(record.id())).hasMinutes(15);
        assertThat(records.read(record.id(), PROGRAM).version()).isEqualTo(1);
    }

    @Test
    void aRestrictedRecordIsForItsAssigneeItsSubmitterAndAdministrators() {
        Reader assignee = agent("assignee1");
        Reader submitter = agent("submitter1");
        Reader other = agent("other1");
        Reader administrator = new Reader(
                accounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "")
                        .actor(),
                true);
        RecordDetails secret = restricted(details("Secret").withAssignee(assignee.account()));
        RecordId id = records.create(new NewRecord(secret, Source.PHONE, null), submitter.actor())
                .id();

        for (Reader reader : List.of(assignee, submitter, administrator)) {
            assertThat(records.read(id, reader).details().title()).isEqualTo("Secret");
            assertThat(numbers(reader)).contains(id);
        }
        for (Reader reader : List.of(other, PROGRAM)) {
            assertThat(numbers(reader)).doesNotContain(id);
            assertThat(records.visible(id, reader)).isFalse();
            assertThatThrownBy(() -> records.read(id, reader))
                    .isInstanceOfSatisfying(
                            RecordRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(HttpStatus.FORBIDDEN));
            assertThatThrownBy(() -> records.update(id, 1, details("Mine"), reader))
                    .isInstanceOf(RecordRefused.class);
            assertThatThrownBy(() -> records.addNote(id, new NewNote("?", null, null), reader))
                    .isInstanceOf(RecordRefused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"99999999, NOT_FOUND", "99999999999999999999, NOT_FOUND", "abc, BAD_REQUEST", "-1, BAD_REQUEST"})
    void whatIsNoRecordIsRefused(String number, HttpStatus status) {
        assertThatThrownBy(() -> records.read(number, PROGRAM))
                .isInstanceOfSatisfying(
                        RecordRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @Test
    void aTitleHasOneToTwoHundredCharacters() {
        assertThat(details("x".repeat(200)).title()).hasSize(200);
        assertThat(details("😀".repeat(200)).title()).hasSize(400);
        for (String title : List.of(" ", "x".repeat(201))) {
            assertThatThrownBy(() -> details(title))
                    .isInstanceOfSatisfying(
                            InvalidRecord.class,
                            invalid -> assertThat(invalid.problems())
                                    .extracting(RecordProblem::field)
                                    .containsExactly(RecordField.TITLE));
        }
    }

    private Set<RecordId> numbers(Reader reader) {
        return records
                .page(new RecordQuery(RecordFilter.NONE, RecordSort.NEWEST_FIRST, null, RecordQuery.MOST), reader)
                .items()
                .stream()
                .map(RecordSummary::id)
                .collect(Collectors.toSet());
    }

    private static RecordDetails restricted(RecordDetails d) {
        return new RecordDetails(
                d.type(),
                d.title(),
                d.description(),
                d.status(),
                d.urgency(),
                d.impact(),
                d.category(),
                d.requestUser(),
                d.assignee(),
                true,
                d.dueAt(),
                d.solution());
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList());
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        }
    }
}
