package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Runs each test in a transaction that is undone: the list sees everything there is. */
@RingdeskTest
@Transactional
class RecordListTest {
    private static final Reader PROGRAM = new Reader(new Actor(null, "API: test"), false);

    @Autowired
    Records records;

    @Autowired
    RecordList list;

    @Autowired
    RecordFilters filters;

    @Autowired
    Catalog catalog;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private RecordId record(RecordDetails details) {
        return records.create(new NewRecord(details, Source.PHONE, null), PROGRAM.actor())
                .id();
    }

    private RecordDetails details(String title) {
        return RecordExamples.details(catalog, title);
    }

    private List<RecordId> found(Map<String, String> asked) {
        RecordFilter filter = filters.read(asked, RecordFilter.State.ALL, null);
        return records.page(new RecordQuery(filter, RecordSort.NEWEST_FIRST, null, 50), PROGRAM).items().stream()
                .map(RecordSummary::id)
                .toList();
    }

    @Test
    void filtersNarrowTheListTogether() {
        var agent = accounts.account("lister1", Role.AGENT, "");
        RecordDetails toner = details("Qwertz toner is empty").withAssignee(agent.id());
        RecordId open = record(inCategory(toner, "Toner"));
        RecordId closed = record(inCategory(details("Qwertz paper"), "Paper jam")
                .withStatus(catalog.closedStatus().id()));
        record(details("Something else"));

        assertThat(found(Map.of("q", "QWERTZ"))).containsExactly(closed, open);
        assertThat(found(Map.of("q", "qwertz", "state", "open"))).containsExactly(open);
        assertThat(found(Map.of("q", "qwertz", "state", "closed"))).containsExactly(closed);
        assertThat(found(Map.of("q", "qwertz", "category", "Printer"))).containsExactly(closed, open);
        assertThat(found(Map.of("q", "qwertz", "category", "Toner"))).containsExactly(open);
        assertThat(found(Map.of("q", "qwertz", "assignee", "LISTER1"))).containsExactly(open);
        assertThat(found(Map.of("q", "qwertz", "assignee", "unassigned"))).containsExactly(closed);
        assertThat(found(Map.of("q", "qwertz", "status", "solved"))).containsExactly(closed);
        assertThat(found(Map.of("q", "qwertz", "type", "change"))).isEmpty();
        assertThat(found(Map.of("q", "qwertz", "priority", "3"))).containsExactly(closed, open);
        assertThat(found(Map.of("q", "qwertz", "request_user", "nobody has this name")))
                .isEmpty();
        assertThat(found(Map.of("q", "qwertz", "created_to", "2001-01-01"))).isEmpty();
        assertThat(found(Map.of("q", "qwertz", "created_from", "2001-01-01"))).containsExactly(closed, open);
    }

    @Test
    void signsOfThePatternLanguageStandForThemselvesInASearch() {
        RecordId record = record(details("Disk 100% full_ \\o/"));
        record(details("Disk 1000 full"));
        assertThat(found(Map.of("q", "100% full_ \\o"))).containsExactly(record);
        assertThat(found(Map.of("q", "%%%"))).isEmpty();
    }

    @Test
    void oneOrTwoLettersFindTheBeginningsOfWords() {
        RecordId record = record(details("My zq is gone"));
        record(details("Exzqisite"));
        assertThat(found(Map.of("q", "zq"))).containsExactly(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type=x", "status=x", "priority=6", "category=x", "state=x", "created_from=yesterday"})
    void aValueThatAFilterDoesNotKnowIsRefused(String filter) {
        String[] parts = filter.split("=", 2);
        assertThatThrownBy(() -> filters.read(Map.of(parts[0], parts[1]), RecordFilter.State.ALL, null))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "-id", "updated_at", "-updated_at", "priority", "-priority", "created_at", "-created_at"})
    void pagesShowEveryRecordOnceWhileOthersAreSaved(String sortedBy) {
        RecordSort sort = RecordSort.named(sortedBy).orElseThrow();
        List<RecordId> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Level[] levels = Level.values();
            RecordDetails d = details("Paged sorted" + sortedBy + i);
            made.add(record(new RecordDetails(
                    d.type(),
                    d.title(),
                    "",
                    d.status(),
                    levels[i % 3],
                    levels[(i / 3) % 3],
                    null,
                    null,
                    null,
                    false,
                    null,
                    "")));
        }
        RecordFilter filter = filters.read(Map.of("q", "Paged sorted" + sortedBy), RecordFilter.State.ALL, null);

        List<RecordId> seen = new ArrayList<>();
        RecordCursor after = null;
        do {
            RecordSlice slice = records.page(new RecordQuery(filter, sort, after, 4), PROGRAM);
            slice.items().forEach(item -> seen.add(item.id()));
            after = slice.next() == null ? null : RecordCursor.read(slice.next().text(), sort);
            record(details("Paged sorted" + sortedBy + " later"));
        } while (after != null && seen.size() < 200);

        assertThat(seen).doesNotHaveDuplicates().containsAll(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "LWlkIDEgMQ==", "aWQgMSAx", "LWlkIHggMQ", "LWlkIDE"})
    void aCursorThatThisListDidNotMakeIsRefused(String text) {
        assertThatThrownBy(() -> RecordCursor.read(text, RecordSort.LAST_CHANGED_FIRST))
                .isInstanceOf(Refused.class);
    }

    @Test
    void noCombinationOfFilterAndSortReadsTheWholeTable() {
        fill(200_000);
        List<Map<String, String>> filterings = List.of(
                Map.of(),
                Map.of("state", "open"),
                Map.of("state", "closed"),
                Map.of("type", "incident", "state", "open"),
                Map.of("type", "change"),
                Map.of("status", "2"),
                Map.of("priority", "1", "state", "open"),
                Map.of("category", "Printer"),
                Map.of("assignee", "unassigned", "state", "open"),
                Map.of("assignee", "planner1"),
                Map.of("assignee", "planner1", "state", "open"),
                Map.of("request_user", "planned77"),
                Map.of("request_user", "planned77", "state", "open"),
                Map.of("created_from", "2026-03-01", "created_to", "2026-03-02"));
        List<String> bad = new ArrayList<>();
        for (Map<String, String> asked : filterings) {
            for (RecordSort.Key key : RecordSort.Key.values()) {
                for (boolean descending : new boolean[] {true, false}) {
                    RecordFilter filter = filters.read(asked, RecordFilter.State.ALL, null);
                    var sort = new RecordSort(key, descending);
                    explain(new RecordQuery(filter, sort, cursor(sort), 50))
                            .filter(line -> line.contains("Seq Scan on service_record"))
                            .forEach(line -> bad.add(asked + " by " + sort.apiName() + ": " + line));
                    for (String text :
                            List.of("generated", "title 4711", "gen tit", "\"generated title\" -4711", "1234")) {
                        explainSearch(new RecordQuery(searching(filter, text), sort, cursor(sort), 50))
                                .filter(line ->
                                        line.matches(".*Seq Scan on (service_record|record_search|record_note).*"))
                                .forEach(line -> bad.add(text + " " + asked + " by " + sort.apiName() + ": " + line));
                    }
                }
            }
        }
        assertThat(bad).isEmpty();
    }

    private static RecordFilter searching(RecordFilter f, String text) {
        return new RecordFilter(
                f.state(),
                f.type(),
                f.status(),
                f.priority(),
                f.category(),
                f.assignee(),
                f.unassigned(),
                f.requester(),
                f.createdFrom(),
                f.createdBefore(),
                text);
    }

    private static RecordCursor cursor(RecordSort sort) {
        return switch (sort.key()) {
            case ID -> new RecordCursor(sort, "100000", new RecordId(100_000));
            case PRIORITY -> new RecordCursor(sort, "3", new RecordId(100_000));
            case UPDATED_AT, CREATED_AT -> new RecordCursor(sort, "2026-06-01T00:00:00Z", new RecordId(100_000));
        };
    }

    private Stream<String> explain(RecordQuery query) {
        RecordList.Select select = list.select(query, PROGRAM);
        return explain(select.sql(), select.params());
    }

    /** Every way that a search may go, whatever it found on the way before. */
    private Stream<String> explainSearch(RecordQuery query) {
        SearchTerms terms = SearchTerms.of(query.filter().text());
        var statements =
                new SearchStatements(terms, List.of(1L, 2L), RecordConditions.of(query, PROGRAM, catalog), query);
        return Stream.of(
                        statements.walk(600),
                        statements.walk(12_000),
                        statements.collect(List.of()),
                        statements.collect(List.of(0)))
                .flatMap(select -> explain(select.sql(), select.params()));
    }

    private Stream<String> explain(String sql, Map<String, @Nullable Object> params) {
        return jdbc.sql("explain " + sql).params(params).query((row, i) -> row.getString(1)).list().stream();
    }

    /** A year's records: one in twenty is open, each requester has a hundred, two in three have an assignee. */
    private void fill(int count) {
        var agent = accounts.account("planner1", Role.AGENT, "");
        jdbc.sql(
                        "insert into person (user_name, display_name) select 'planned' || i, 'Planned ' || i from generate_series(1, :people) i")
                .param("people", count / 100)
                .update();
        // An index over words is built many times faster than it is kept up; the transaction is undone anyway.
        jdbc.sql("drop index record_search_words").update();
        jdbc.sql("""
                insert into service_record (type, title, status_id, urgency, impact, priority, category_id, request_user_id,
                    assignee_id, source, created_at, updated_at, closed_at)
                select (array[1, 1, 1, 1, 10, 10, 4, 6])[1 + i % 8], 'Generated title ' || i,
                    case when i % 20 = 0 then 1 + i / 20 % 4 else 5 + i % 4 end,
                    1 + i % 3, 1 + i / 3 % 3, 1 + i % 3 + i / 3 % 3, c.ids[1 + i % array_length(c.ids, 1)],
                    p.first + i % :people, case when i % 3 > 0 then :agent end, 'phone', t.at, t.at + interval '1 hour',
                    case when i % 20 > 0 then t.at + interval '1 hour' end
                from generate_series(1, :count) i,
                    (select array_agg(id) as ids from category) c,
                    (select min(id) as first from person where user_name like 'planned%') p,
                    lateral (select timestamptz '2026-01-01' + i * interval '157 seconds' as at) t
                """)
                .param("people", count / 100)
                .param("agent", agent.id().value())
                .param("count", count)
                .update();
        jdbc.sql("create index record_search_words on record_search using gin (words) with (fastupdate = off)")
                .update();
        jdbc.sql("analyze service_record, record_search").update();
    }

    private RecordDetails inCategory(RecordDetails d, String category) {
        return new RecordDetails(
                d.type(),
                d.title(),
                d.description(),
                d.status(),
                d.urgency(),
                d.impact(),
                catalog.categories().named(category).orElseThrow().id(),
                d.requestUser(),
                d.assignee(),
                d.restricted(),
                d.dueAt(),
                d.solution());
    }
}
