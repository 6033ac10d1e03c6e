package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.ringdesk.people.PersonId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a search sifts its hits by is what the records say, however they were changed. Each test is undone. */
@RingdeskTest
@Transactional
class RecordSearchRowsTest {
    @Autowired
    Records records;

    @Autowired
    BulkChanges changes;

    @Autowired
    RecordFilters filters;

    @Autowired
    Catalog catalog;

    @Autowired
    StatusEditing statuses;

    @Autowired
    CategoryEditing categories;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private final String word = "sift" + UUID.randomUUID().toString().substring(0, 8);
    private Account agent;
    private Reader reader;
    private RecordId record;

    @BeforeEach
    void record() {
        agent = accounts.account("sifter1", Role.AGENT, "");
        reader = new Reader(new Actor(agent.id(), "Sifter"), true);
        RecordDetails details = inCategory(RecordExamples.details(catalog, word), "Toner");
        record = records.create(new NewRecord(details, Source.PHONE, null), reader.actor())
                .id();
    }

    /** Every record's row says what the record says, and there is no row too many. */
    private void current() {
        List<Long> stale = jdbc.sql("""
                select coalesce(r.id, s.id) as id
                from record_search_source r full join record_search s using (id)
                where to_jsonb(r) is distinct from to_jsonb(s) - 'ballast'""").query((row, i) -> row.getLong("id")).list();
        assertThat(stale).isEmpty();
    }

    private RecordDetails inCategory(RecordDetails d, String category) {
        return with(d, Level.MEDIUM, category(category), null, false);
    }

    private static RecordDetails with(
            RecordDetails d, Level urgency, Category category, @Nullable PersonId requester, boolean restricted) {
        return new RecordDetails(
                d.type(),
                d.title(),
                d.description(),
                d.status(),
                urgency,
                d.impact(),
                category.id(),
                requester,
                d.assignee(),
                restricted,
                null,
                "");
    }

    private RecordDetails details() {
        return records.written(record).details();
    }

    private PersonId person(String name) {
        return new PersonId(
                jdbc.sql("insert into person (user_name, display_name) values ('sifted1', :name) returning id")
                        .param("name", name)
                        .query(Long.class)
                        .single());
    }

    private void update(RecordDetails details) {
        records.update(record, records.written(record).version(), details, reader);
        current();
    }

    /** As a search finds them that left walking the list. */
    private List<Long> collected(String... filtersAndValues) {
        return collected(reader, filtersAndValues);
    }

    private List<Long> collected(Reader by, String... filtersAndValues) {
        Map<String, String> asked = new HashMap<>(Map.of("q", word));
        for (int i = 0; i < filtersAndValues.length; i += 2) {
            asked.put(filtersAndValues[i], filtersAndValues[i + 1]);
        }
        var query = new RecordQuery(
                filters.read(asked, RecordFilter.State.ALL, null), RecordSort.LAST_CHANGED_FIRST, null, 50);
        SearchStatements.Select select = new SearchStatements(
                        SearchTerms.of(word), List.of(), RecordConditions.of(query, by, catalog), query)
                .collect(List.of());
        return jdbc.sql(select.sql())
                .params(select.params())
                .query((row, i) -> row.getLong("id"))
                .list();
    }

    @Test
    void rowsFollowEveryFieldOfTheForm() {
        current();
        PersonId requester = person("Dana Yvxc");
        update(details().withStatus(catalog.solvedStatus().id()));
        assertThat(collected("state", "open")).isEmpty();
        assertThat(collected("state", "closed")).containsExactly(record.value());
        update(details().withStatus(catalog.reopenedStatus().id()));
        update(details().withAssignee(agent.id()));
        assertThat(collected("assignee", "sifter1", "state", "open")).containsExactly(record.value());
        update(details().withAssignee(null));
        assertThat(collected("assignee", "unassigned")).containsExactly(record.value());
        Category paper = category("Paper jam");
        update(with(details(), Level.HIGH, paper, requester, true));
        assertThat(collected("category", "Toner")).isEmpty();
        assertThat(collected("category", "Paper jam", "priority", "2")).containsExactly(record.value());
    }

    @Test
    void rowsFollowNotesNamesAndWhatComesByHand() {
        PersonId requester = person("Dana Yvxc");
        update(with(details(), Level.LOW, category("Toner"), requester, false));
        records.addNote(record, new NewNote("Zwischenspeicher", null, null), reader);
        current();
        jdbc.sql("update person set display_name = 'Dana Xyz' where id = :id")
                .param("id", requester.value())
                .update();
        current();
        jdbc.sql("""
                update service_record set type = 4, title = 'By hand', created_at = created_at - interval '1 day',
                    submit_user_id = request_user_id, priority = 5""").update();
        current();
        jdbc.sql("delete from service_record where id = :id")
                .param("id", record.value())
                .update();
        current();
    }

    @Test
    void rowsFollowChangesOfManyAndTheirUndoing() {
        var picked = List.of(new BulkEdit.Picked(record, 1));
        UUID change = changes.make(new BulkEdit(picked, catalog.closedStatus(), true, agent.id()), reader);
        current();
        assertThat(collected("state", "closed", "assignee", "sifter1")).containsExactly(record.value());
        changes.undo(change, reader);
        current();
        assertThat(collected("state", "open", "assignee", "unassigned")).containsExactly(record.value());
    }

    /** Not undone: the catalog is kept in memory. */
    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void rowsFollowTheCatalog() {
        categories.add(category("Printer").id(), word, reader.actor());
        update(with(details(), Level.MEDIUM, category(word), null, false));
        assertThat(collected("category", "Printer")).containsExactly(record.value());
        categories.change(
                category(word).id(),
                category(word).version(),
                word,
                category("Mobile device").id(),
                reader.actor());
        assertThat(collected("category", "Printer")).isEmpty();
        assertThat(collected("category", "Mobile device")).containsExactly(record.value());
        statuses.add(word, false, reader.actor());
        Status status = catalog.status(word).orElseThrow();
        update(details().withStatus(status.id()));
        statuses.retire(status.id(), status.version(), true, reader.actor());
        current();
        assertThat(collected("status", word)).containsExactly(record.value());
    }

    private Category category(String name) {
        return catalog.categories().named(name).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(RecordSort.Key.class)
    void hitsComeInTheOrderOfTheList(RecordSort.Key key) {
        for (Level urgency : List.of(Level.HIGH, Level.LOW, Level.HIGH)) {
            RecordDetails d = RecordExamples.details(catalog, word);
            Category toner = category("Toner");
            records.create(new NewRecord(with(d, urgency, toner, null, false), Source.PHONE, null), reader.actor());
        }
        update(details().withAssignee(agent.id()));
        var query = new RecordQuery(
                filters.read(Map.of("q", word), RecordFilter.State.ALL, null), new RecordSort(key, true), null, 50);
        var statements = new SearchStatements(
                SearchTerms.of(word), List.of(1L), RecordConditions.of(query, reader, catalog), query);
        SearchStatements.Select collect = statements.collect(List.of());
        SearchStatements.Select walk = statements.walk(1_000_000);
        List<Long> walked = jdbc.sql(walk.sql())
                .params(walk.params())
                .query((row, i) -> row.getLong("id"))
                .list();
        assertThat(jdbc.sql(collect.sql())
                        .params(collect.params())
                        .query((row, i) -> row.getLong("id"))
                        .list())
                .hasSizeGreaterThanOrEqualTo(4)
                .isEqualTo(walked);
    }

    @Test
    void restrictedRecordsAreCollectedForWhoeverMaySeeThem() {
        Category toner = category("Toner");
        update(with(details(), Level.MEDIUM, toner, null, true));
        var program = new Reader(new Actor(null, "API: test"), false);
        var plain = new Reader(new Actor(agent.id(), "Sifter"), false);
        assertThat(collected()).containsExactly(record.value());
        assertThat(collected(program)).isEmpty();
        jdbc.sql("update service_record set submit_user_id = null").update();
        assertThat(collected(plain)).isEmpty();
        update(details().withAssignee(agent.id()));
        assertThat(collected(plain)).containsExactly(record.value());
        assertThat(collected(program)).isEmpty();
    }
}
