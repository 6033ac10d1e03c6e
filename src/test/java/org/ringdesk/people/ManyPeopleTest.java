package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists and searches of a large directory. The people are made in a transaction that is rolled back. */
@RingdeskTest
class ManyPeopleTest {
    private static final int PEOPLE = 200_000;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void listsAndSearchesReadIndexesOnlyHoweverManyPeopleThereAre() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            fill();

            assertThat(readInFull(this::countNotes)).containsExactly("person");
            assertThat(readInFull(() -> page("", PeopleQuery.Show.ALL))).isEmpty();
            assertThat(readInFull(() -> page("", PeopleQuery.Show.VIP))).isEmpty();
            assertThat(readInFull(() -> page("", PeopleQuery.Show.DISABLED))).isEmpty();
            assertThat(readInFull(() -> page("many", PeopleQuery.Show.ALL))).isEmpty();
            assertThat(readInFull(() -> page("m p 1", PeopleQuery.Show.ENABLED)))
                    .isEmpty();
            assertThat(readInFull(() -> page("many1999", PeopleQuery.Show.ALL))).isEmpty();
            assertThat(readInFull(() -> page("many peopled-19 1999", PeopleQuery.Show.ALL)))
                    .isEmpty();
            assertThat(readInFull(() -> page("+49 30 1234", PeopleQuery.Show.ALL)))
                    .isEmpty();
            assertThat(readInFull(() -> people.options("man"))).isEmpty();
            assertThat(people.page(new PeopleQuery("many", PeopleQuery.Show.ALL), null, 50)
                            .capped())
                    .isTrue();
        });
    }

    /** Shows that the test would notice. */
    private void countNotes() {
        jdbc.sql("select count(notes) from person").query(Long.class).single();
    }

    private PeopleSlice page(String text, PeopleQuery.Show show) {
        var query = new PeopleQuery(text, show);
        PeopleSlice first = people.page(query, null, 50);
        return first.next() == null ? first : people.page(query, first.next(), 50);
    }

    /** The tables that were read from end to end meanwhile, by PostgreSQL's own count in this transaction. */
    private List<String> readInFull(Runnable action) {
        List<Long> before = scans();
        action.run();
        List<Long> after = scans();
        List<String> read = new ArrayList<>();
        List<String> tables = List.of("person", "person_key", "person_word");
        for (int i = 0; i < tables.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                read.add(tables.get(i));
            }
        }
        return read;
    }

    private List<Long> scans() {
        return jdbc.sql("""
                select pg_stat_get_xact_numscans('person'::regclass) as person,
                       pg_stat_get_xact_numscans('person_key'::regclass) as person_key,
                       pg_stat_get_xact_numscans('person_word'::regclass) as person_word""")
                .query((row, number) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    private void fill() {
        jdbc.sql("""
                insert into person (user_name, first_name, last_name, display_name, phone, vip, enabled)
                select 'many' || i, 'Many', 'Peopled-' || i % 1000, 'Many Peopled-' || i % 1000, '+49 30 ' || 1000000 + i,
                       i % 5000 = 0, i % 7000 > 0
                from generate_series(1, :people) as i""").param("people", PEOPLE).update();
        jdbc.sql("""
                insert into person_key (person_id, field, key, disabled)
                select id, field, key, not enabled from person
                cross join lateral (values (1, user_name), (2, 'many'), (3, lower(last_name)),
                    (6, '+4930' || substr(phone, 8))) as keys (field, key)
                where user_name like 'many%'""").update();
        jdbc.sql("""
                insert into person_word (word, person_id)
                select substr(last_name, 9), id from person where user_name like 'many%'""").update();
        jdbc.sql("analyze person").update();
        jdbc.sql("analyze person_key").update();
        jdbc.sql("analyze person_word").update();
    }
}
