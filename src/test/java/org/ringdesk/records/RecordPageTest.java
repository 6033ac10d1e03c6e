package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of a record over HTTP. */
@RingdeskTest
class RecordPageTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    Desk desk;

    @BeforeEach
    void signIn() {
        desk = accounts.agent(port);
    }

    private RecordId record(String title) {
        return record(RecordExamples.details(catalog, title));
    }

    private RecordId record(RecordDetails details) {
        return records.create(new NewRecord(details, Source.PHONE, null), new Actor(null, "test"))
                .id();
    }

    private ServiceRecord read(RecordId id) {
        return records.written(id);
    }

    private Desk.Answer save(RecordId id, Desk.Answer page, Map<String, String> changes) {
        return desk.post("/records/" + id, page, SentForm.fields(page.page(), "#record-edit", changes));
    }

    @Test
    void aRestrictedRecordIsForbiddenToOtherAgents() {
        RecordDetails d = RecordExamples.details(catalog, "Secret");
        RecordId id = record(new RecordDetails(
                d.type(), d.title(), "", d.status(), d.urgency(), d.impact(), null, null, null, true, null, ""));
        assertThat(desk.get("/records/" + id).status()).isEqualTo(403);
        assertThat(desk.get("/records/" + id).pageName()).isEqualTo("error");
        assertThat(accounts.administrator(port).get("/records/" + id).status()).isEqualTo(200);
    }

    @Test
    void savingTheFormAsItStandsChangesNothing() {
        RecordDetails d = RecordExamples.details(catalog, "As it <stands> & \"is\"");
        RecordId id = record(new RecordDetails(
                d.type(),
                d.title(),
                "first\n\nlast <b>",
                d.status(),
                Level.HIGH,
                Level.LOW,
                catalog.categories().named("Toner").orElseThrow().id(),
                null,
                accounts.account(TestAccounts.AGENT, Role.AGENT, "211").id(),
                true,
                Instant.parse("2026-12-24T17:30:00Z"),
                "\ttabbed"));
        ServiceRecord before = read(id);

        Desk.Answer saved = save(id, desk.get("/records/" + id), Map.of("action", "save"));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.location()).isEqualTo("/records/" + id);
        assertThat(read(id)).isEqualTo(before);
    }

    @Test
    void fieldsAndNoteAreSavedTogetherAndTold() {
        RecordId id = record("To be edited");
        accounts.account("requester1", Role.END_USER, "");
        Desk.Answer page = desk.get("/records/" + id);
        assertThat(page.pageName()).isEqualTo("record");
        assertThat(page.page().select("[data-record-id]").attr("data-record-id"))
                .isEqualTo(id.toString());

        Desk.Answer saved = save(
                id,
                page,
                Map.of(
                        "title",
                        "Edited",
                        "requestUser",
                        "requester1",
                        "urgency",
                        "high",
                        "note",
                        "one\r\ntwo",
                        "minutes",
                        "5"));

        assertThat(saved.status()).isEqualTo(303);
        Document after = desk.get("/records/" + id).page();
        assertThat(after.select("[data-request-user]").attr("data-request-user"))
                .isEqualTo("requester1");
        assertThat(after.select(".timeline li.note .body").text()).isEqualTo("one two");
        assertThat(after.select("[data-change=title] del").text()).isEqualTo("To be edited");
        assertThat(after.select("[data-change=urgency] ins").text()).isEqualTo("High");
        assertThat(after.select("[data-change=request_user] ins").text()).isEqualTo("Test requester1");
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndSavesNothing() {
        RecordId id = record("Kept");
        Desk.Answer refused = save(
                id,
                desk.get("/records/" + id),
                Map.of("title", " ", "requestUser", "nobody-at-all", "description", "typed\nwell", "note", "my note"));

        assertThat(refused.status()).isEqualTo(422);
        Document page = refused.page();
        assertThat(page.select("#title-error")).isNotEmpty();
        assertThat(page.select("#requestUser-error").text()).contains("nobody-at-all");
        assertThat(page.expectFirst("#description").wholeText()).contains("typed\nwell");
        assertThat(page.select("#note").text()).isEqualTo("my note");
        assertThat(read(id).version()).isEqualTo(1);
        assertThat(records.history(id)).hasSize(1);

        Desk.Answer saved = save(id, refused, Map.of("title", "Kept after all", "requestUser", ""));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(read(id).details().description()).isEqualTo("typed\nwell");
    }

    @Test
    void takeCloseAndReopenDoWhatTheySay() {
        RecordId id = record("Buttons");
        save(id, desk.get("/records/" + id), Map.of("action", "take"));
        assertThat(read(id).assignee()).isNotNull();
        save(id, desk.get("/records/" + id), Map.of("action", "close"));
        assertThat(read(id).closed()).isTrue();
        Desk.Answer page = desk.get("/records/" + id);
        assertThat(page.page().select("button[value=take], button[value=close]"))
                .isEmpty();
        save(id, page, Map.of("action", "reopen"));
        assertThat(read(id).closed()).isFalse();
    }

    @Test
    void twoEditsFromOneVersionShowBothAndLetTheSecondChooseFieldByField() {
        RecordId id = record("Original");
        Desk.Answer mine = desk.get("/records/" + id);
        save(id, desk.get("/records/" + id), Map.of("title", "Theirs", "urgency", "high"));

        Desk.Answer conflict =
                save(id, mine, Map.of("title", "Mine", "description", "My text", "note", "my note", "minutes", "7"));

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(read(id).details().title()).isEqualTo("Theirs");
        Document page = conflict.page();
        Element title = page.expectFirst("[data-conflict=title]");
        assertThat(title.select("[data-version=theirs]").text()).isEqualTo("Theirs");
        assertThat(title.select("[data-version=mine]").text()).isEqualTo("Mine");
        assertThat(page.select("[data-conflict=urgency] [value=theirs][checked]"))
                .isNotEmpty();
        assertThat(page.select("[data-conflict=description] [value=mine][checked]"))
                .isNotEmpty();

        Desk.Answer chosen = desk.post(
                "/records/" + id, conflict, SentForm.fields(page, "#record-conflict", Map.of("keep.title", "theirs")));

        assertThat(chosen.status()).isEqualTo(303);
        ServiceRecord after = read(id);
        assertThat(after.version()).isEqualTo(3);
        assertThat(after.details().title()).isEqualTo("Theirs");
        assertThat(after.details().description()).isEqualTo("My text");
        assertThat(after.details().urgency()).isEqualTo(Level.HIGH);
        assertThat(records.timeSpent(id)).hasMinutes(7);
    }

    @Test
    void aNoteNeedsNoConflictPage() {
        RecordId id = record("Noted while edited");
        Desk.Answer mine = desk.get("/records/" + id);
        save(id, desk.get("/records/" + id), Map.of("title", "Edited meanwhile"));

        assertThat(save(id, mine, Map.of("note", "just saying")).status()).isEqualTo(303);
        assertThat(read(id).details().title()).isEqualTo("Edited meanwhile");
        assertThat(desk.get("/records/" + id).page().select(".timeline .body").text())
                .isEqualTo("just saying");
    }

    @Test
    void theSameFormSentTwiceIsOneChangeAndOneNote() {
        RecordId id = record("Sent twice");
        Desk.Answer page = desk.get("/records/" + id);
        Map<String, String> changes = Map.of("title", "Sent", "note", "once");

        assertThat(save(id, page, changes).status()).isEqualTo(303);
        assertThat(save(id, page, changes).status()).isEqualTo(303);

        assertThat(read(id).version()).isEqualTo(2);
        assertThat(records.history(id))
                .filteredOn(HistoryEntry.Noted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void markupInARecordIsShownAndNotRun() {
        RecordId id = record("<script>alert(1)</script>");
        Document page = desk.get("/records/" + id).page();
        assertThat(page.select("h1").text()).contains("<script>alert(1)</script>");
        assertThat(page.select("main script")).isEmpty();
        assertThat(desk.get("/records?q=script").page().select("main script")).isEmpty();
    }

    @Test
    void aSubcategoryOfAnotherCategoryIsRefused() {
        RecordId id = record("Filed wrongly");
        String toner = catalog.categories().named("Toner").orElseThrow().id().toString();
        String network =
                catalog.categories().named("Network").orElseThrow().id().toString();
        Desk.Answer refused = save(id, desk.get("/records/" + id), Map.of("category", network, "thirdLevel", toner));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#thirdLevel-error")).isNotEmpty();
    }

    @Test
    void anEditWhoseSessionHadEndedIsLostNeitherBySigningInNorByASecondLook() {
        RecordId id = record("Typed for an hour");
        Map<String, String> typed = SentForm.fields(
                desk.get("/records/" + id).page(),
                "#record-edit",
                Map.of("description", "An hour's work", "note", "n"));
        Desk later = new Desk(port).signIn(TestAccounts.AGENT, TestAccounts.PASSWORD);
        String token = later.get("/people").page().select("input[name=_csrf]").attr("value");
        new Desk(port)
                .send(
                        "POST",
                        "/logout",
                        "_csrf=" + token,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        later.cookies());

        Desk.Answer signIn = later.post("/records/" + id, later.get("/login"), typed);
        Map<String, String> credentials = SentForm.fields(
                signIn.page(),
                "form[action=/login]",
                Map.of("username", TestAccounts.AGENT, "password", TestAccounts.PASSWORD));
        Desk.Answer shown = later.open(later.post("/login", signIn, credentials).location());

        assertThat(read(id).version()).isEqualTo(1);
        assertThat(shown.body()).contains("An hour");
        Map<String, String> again = SentForm.fields(shown.page(), "main form", Map.of());
        assertThat(later.post("/records/" + id, shown, again).status()).isEqualTo(303);
        assertThat(read(id).details().description()).isEqualTo("An hour's work");
    }
}
