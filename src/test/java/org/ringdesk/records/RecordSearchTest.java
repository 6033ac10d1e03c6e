package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.ringdesk.people.PersonId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What a search finds, and where. Each test is undone. */
@RingdeskTest
@Transactional
class RecordSearchTest {
    private static final Reader PROGRAM = new Reader(new Actor(null, "API: test"), false);

    @Autowired
    Records records;

    @Autowired
    RecordFilters filters;

    @Autowired
    Catalog catalog;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private RecordDetails details(String title, String description, boolean restricted, @Nullable PersonId requester) {
        RecordDetails d = RecordExamples.details(catalog, title);
        return new RecordDetails(
                d.type(),
                d.title(),
                description,
                d.status(),
                d.urgency(),
                d.impact(),
                null,
                requester,
                null,
                restricted,
                null,
                "");
    }

    private RecordId record(String title, String description) {
        return record(details(title, description, false, null));
    }

    private RecordId record(RecordDetails details) {
        return records.create(new NewRecord(details, Source.PHONE, null), PROGRAM.actor())
                .id();
    }

    private PersonId person(String userName, String name, String phone) {
        long id = jdbc.sql("""
                insert into person (user_name, display_name, phone) values (:user, :name, :phone) returning id""")
                .param("user", userName)
                .param("name", name)
                .param("phone", phone)
                .query(Long.class)
                .single();
        jdbc.sql("insert into person_key (person_id, field, key, disabled) values (:id, 6, :key, false)")
                .param("id", id)
                .param("key", phone.replace(" ", ""))
                .update();
        return new PersonId(id);
    }

    private RecordSlice slice(String text, Reader reader) {
        RecordFilter filter = filters.read(Map.of("q", text), RecordFilter.State.ALL, null);
        return records.page(new RecordQuery(filter, RecordSort.NEWEST_FIRST, null, 50), reader);
    }

    private List<RecordId> found(String text) {
        return slice(text, PROGRAM).items().stream().map(RecordSummary::id).toList();
    }

    @Test
    void wordsAreFoundInEveryTextOfARecord() {
        RecordId record = record("Qwertz is slow", "Since the Xyloupdate");
        records.addNote(record, new NewNote("Restarted the Zwischenspeicher", null, null), PROGRAM);
        assertThat(found("qwertz")).containsExactly(record);
        assertThat(found("xylo")).containsExactly(record);
        assertThat(found("zwischen qwertz xyloupdate")).containsExactly(record);
        assertThat(found("qwertz nowhereword")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"muller", "MÜLLER", "Mu\u0308ll", "strasse", "Müller-Straße", "o'brien", "\"brien gate\""})
    void accentsAndCaseMakeNoDifference(String text) {
        RecordId record = record("Access card", "Qwertz: Müller-Straße, O’Brien gate");
        assertThat(found("qwertz " + text)).containsExactly(record);
    }

    @Test
    void phrasesStandTogetherAndMinusWordsMustNotOccur() {
        RecordId jam = record("Qwertz paper jam in tray", "");
        RecordId apart = record("Qwertz jam of paper", "");
        assertThat(found("qwertz paper jam")).containsExactly(apart, jam);
        assertThat(found("qwertz \"paper jam\"")).containsExactly(jam);
        assertThat(found("qwertz -tray")).containsExactly(apart);
        assertThat(found("qwertz -\"paper jam\"")).containsExactly(apart);
    }

    @Test
    void requesterIsFoundByNameUserNameAndTelephoneNumber() {
        RecordId record =
                record(details("Something", "", false, person("qwertz.dana", "Dana Yvxc", "+49 30 4711 0815")));
        assertThat(found("yvxc")).containsExactly(record);
        assertThat(found("qwertz.dana")).containsExactly(record);
        assertThat(found("+49 30 47110815")).containsExactly(record);
        assertThat(found("+49 30 4711")).containsExactly(record);
    }

    @Test
    void requesterWhoIsRenamedIsFoundByTheNewName() {
        PersonId person = person("renamed1", "Dana Yvxc", "+49 30 1");
        RecordId record = record(details("Something", "", false, person));
        jdbc.sql("update person set display_name = 'Dana Qwertz' where id = :id")
                .param("id", person.value())
                .update();
        assertThat(found("qwertz")).containsExactly(record);
        assertThat(found("yvxc")).isEmpty();
    }

    @Test
    void changedRecordsAreFoundByWhatTheySayNow() {
        RecordId record = record("Qwertz", "");
        records.update(record, 1, details("Yvxc", "", false, null), PROGRAM);
        assertThat(found("yvxc")).containsExactly(record);
        assertThat(found("qwertz")).isEmpty();
    }

    @Test
    void numberOfARecordGoesFirst() {
        RecordId wanted = record("Something", "");
        RecordId mention = record("Qwertz", "See record " + wanted);
        RecordId other = record("Qwertz", "See record " + wanted);
        assertThat(found(wanted.toString()).subList(0, 3)).containsExactly(wanted, other, mention);
    }

    @Test
    void restrictedRecordsStayUnseen() {
        Account agent = accounts.account("seeker1", Role.AGENT, "");
        RecordId restricted = record(details("Qwertz", "secret", true, null).withAssignee(agent.id()));
        assertThat(found("qwertz")).isEmpty();
        assertThat(found(restricted.toString())).isEmpty();
        assertThat(slice("qwertz", new Reader(new Actor(agent.id(), "Seeker"), false))
                        .items())
                .hasSize(1);
    }

    @Test
    void placeIsToldWhereTheTitleDoesNotShowIt() {
        RecordId record = record("Qwertz", "It says: “Störung” on the display, and Störung again");
        RecordId noted = record("Qwertz too", "");
        records.addNote(noted, new NewNote("The stoerung, i.e. störung, is over", null, null), PROGRAM);
        Map<RecordId, FoundIn> found = slice("qwertz storung", PROGRAM).found();
        assertThat(found.get(record))
                .isEqualTo(new FoundIn(
                        "records.found.description",
                        List.of(
                                new FoundIn.Piece("It says: “", false),
                                new FoundIn.Piece("Störung", true),
                                new FoundIn.Piece("” on the display, and ", false),
                                new FoundIn.Piece("Störung", true),
                                new FoundIn.Piece(" again", false))));
        assertThat(found.get(noted)).extracting("textKey").isEqualTo("records.found.note");
        assertThat(slice("qwertz", PROGRAM).found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"common", "middling", "rareword", "elder", "common middling", "common elder", "-common qwertz"})
    void everyWayOfFindingShowsEveryRecordOnce(String text) {
        fill(8_000);
        String word = text.replace("-common qwertz", "common");
        String also = text.contains(" ") && !text.startsWith("-") ? text.substring(text.indexOf(' ') + 1) : word;
        String sql = text.startsWith("-")
                ? "title not like '%common%'"
                : "title like '%" + word.split(" ", 2)[0] + "%' and title like '%" + also + "%'";
        List<Long> expected = jdbc.sql("select id from service_record where title like 'Qwertz %' and " + sql
                        + " order by updated_at desc, id desc limit 450")
                .query((row, i) -> row.getLong("id"))
                .list();

        RecordFilter filter = filters.read(Map.of("q", text), RecordFilter.State.ALL, null);
        List<Long> seen = new ArrayList<>();
        RecordCursor after = null;
        do {
            RecordSlice slice =
                    records.page(new RecordQuery(filter, RecordSort.LAST_CHANGED_FIRST, after, 50), PROGRAM);
            slice.items().forEach(item -> seen.add(item.id().value()));
            after = slice.next();
        } while (after != null && seen.size() < 450);
        assertThat(seen).isEqualTo(expected);
    }

    /** "elder" stands in the first tenth only, where the list arrives last. */
    private void fill(int count) {
        jdbc.sql("""
                insert into service_record (type, title, status_id, urgency, impact, priority, source, created_at, updated_at)
                select 1, 'Qwertz ' || i || case when i % 2 = 0 then ' common' else '' end
                        || case when i % 60 = 0 then ' middling' else '' end || case when i % 5000 = 9 then ' rareword' else '' end
                        || case when i <= :count / 10 then ' elder' else '' end,
                    1, 2, 2, 3, 'phone', now(), now() - (:count - i / 3) * interval '1 minute'
                from generate_series(1, :count) i""").param("count", count).update();
    }
}
