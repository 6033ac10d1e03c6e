package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Facts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@RingdeskTest
class RekeyingTest {
    private static final String LOCAL = "23125123";
    private static final String BERLIN = "+493023125123";

    @Autowired
    People people;

    @Autowired
    LearnedChoices choices;

    @Autowired
    KeyRepository repository;

    @Autowired
    Facts facts;

    @Autowired
    DatabaseState state;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Rekeying own;

    private final PersonKeys berlin = new PersonKeys(new SiteSettings("DE", "30", "", List.of()));

    @AfterEach
    void backToTheOwnPlan() {
        own.run();
    }

    private Person person() {
        var fields = new CallerFields(
                Map.of(CallerField.USER_NAME, "rekeyed" + System.nanoTime(), CallerField.PHONE, LOCAL));
        return people.create(
                new PersonDetails(fields, "Rekeyed", "", "", "", false, "", "", true), Person.Origin.LOCAL);
    }

    private List<String> keys(Person person) {
        return jdbc.sql("select key from person_key where person_id = :id and key ~ '^[+0-9]+$'")
                .param("id", person.id().value())
                .query((row, number) -> row.getString("key"))
                .list();
    }

    private Rekeying rekeying() {
        return new Rekeying(berlin, repository, facts, state);
    }

    @Test
    void everybodyIsKeyedAnewWhenTheNumberPlanChanges() {
        Person person = person();
        assertThat(keys(person)).containsExactly(LOCAL);
        rekeying().run();
        assertThat(keys(person)).containsExactly(BERLIN);
        assertThat(facts.find("people.keys")).contains(berlin.fingerprint());
    }

    @Test
    void whatAgentsChoseForANumberIsKeyedAnewToo() {
        Person person = person();
        choices.learn(new CallerNumber(LOCAL, LOCAL, true, "", List.of()), person.id(), "Omar");
        rekeying().run();
        assertThat(choices.of(person.id())).extracting(LearnedChoice::key).containsExactly(BERLIN);
    }

    @Test
    void noteWhoseNewKeyIsAnothersOldOneStaysWithItsNumber() {
        String other = "030 5559" + System.nanoTime() % 1_000;
        String otherKey = berlin.numberKey(other).orElseThrow();
        note("an old key", LOCAL);
        note(BERLIN, other);

        repository.rekeyNotes(berlin);

        assertThat(noted(BERLIN)).isEqualTo(LOCAL);
        assertThat(noted(otherKey)).isEqualTo(other);
        jdbc.sql("delete from shared_number").update();
    }

    @Test
    void notesOfOneKeyWhoseNumbersAreWrittenDifferentlyEachGoWhereTheirNumberGoes() {
        Person national = person();
        Person international = person();
        String abroad = "+1 617 555 " + (1_000 + System.nanoTime() % 9_000);
        chosen(national, LOCAL);
        chosen(international, abroad);

        repository.rekeyNotes(berlin);

        assertThat(keyOf(national)).isEqualTo(BERLIN);
        assertThat(keyOf(international)).isEqualTo(berlin.numberKey(abroad).orElseThrow());
    }

    private String keyOf(Person chosen) {
        return jdbc.sql("select key from learned_choice where person_id = :person")
                .param("person", chosen.id().value())
                .query(String.class)
                .single();
    }

    private void chosen(Person person, String number) {
        jdbc.sql("""
                insert into learned_choice (key, person_id, number, chosen_by, chosen_at, times)
                values ('shared key', :person, :number, 'Omar', now(), 1)""")
                .param("person", person.id().value())
                .param("number", number)
                .update();
    }

    private void note(String key, String number) {
        jdbc.sql(
                        "insert into shared_number (key, number, label, marked_by, marked_at) values (:key, :number, 'Test', '', now())")
                .param("key", key)
                .param("number", number)
                .update();
    }

    private String noted(String key) {
        return jdbc.sql("select number from shared_number where key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    @Test
    void runThatWasCutShortGoesOnWhereItStopped() {
        Person before = person();
        Person after = person();
        facts.put("people.keys.progress", before.id().value() + " " + berlin.fingerprint());
        rekeying().run();
        assertThat(keys(before)).containsExactly(LOCAL);
        assertThat(keys(after)).containsExactly(BERLIN);
    }

    @Test
    void personWhoIsBeingSavedMeanwhileIsKeyedWhenThatIsDone() throws InterruptedException {
        Person person = person();
        Person next = person();
        Thread run = new TransactionTemplate(transactions).execute(saving -> {
            jdbc.sql("update person set version = version + 1 where id = :id")
                    .param("id", person.id().value())
                    .update();
            Thread started = Thread.ofVirtual().start(rekeying()::run);
            await().atMost(Duration.ofSeconds(20)).until(() -> keys(next).contains(BERLIN));
            assertThat(keys(next)).containsExactly(BERLIN);
            assertThat(keys(person)).containsExactly(LOCAL);
            saving.setRollbackOnly();
            return started;
        });
        assertThat(run.join(Duration.ofSeconds(20))).isTrue();
        assertThat(keys(person)).containsExactly(BERLIN);
    }
}
