package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is typed into the page of a record is there again, and never above somebody else's text. */
@RingdeskTest
class RecordDraftPagesTest {
    private static final String RESTORED = "[data-notice=draft-restored]";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Autowired
    JdbcClient jdbc;

    Desk desk;
    Desk colleague;
    RecordId id;
    Answer page;

    @BeforeEach
    void openRecord() {
        accounts.account("notey", Role.AGENT, "");
        accounts.account("colleague", Role.AGENT, "");
        desk = new Desk(port).signIn("notey", TestAccounts.PASSWORD);
        colleague = new Desk(port).signIn("colleague", TestAccounts.PASSWORD);
        id = records.create(
                        new NewRecord(RecordExamples.details(catalog, "Printer"), Source.PHONE, null),
                        new Actor(null, "test"))
                .id();
        page = open();
    }

    private Answer open() {
        return desk.get("/records/" + id);
    }

    private Map<String, String> typed(Map<String, String> changes) {
        return SentForm.fields(page.page(), "#record-edit", changes);
    }

    private Answer keep(Map<String, String> changes) {
        return desk.post("/drafts", page, typed(changes));
    }

    private Answer save(Answer shown, Map<String, String> changes) {
        return desk.post("/records/" + id, shown, SentForm.fields(shown.page(), "#record-edit", changes));
    }

    private void colleagueSaves(Map<String, String> changes) {
        Answer theirs = colleague.get("/records/" + id);
        assertThat(colleague
                        .post("/records/" + id, theirs, SentForm.fields(theirs.page(), "#record-edit", changes))
                        .status())
                .isEqualTo(303);
    }

    private static String value(Answer shown, String field) {
        return SentForm.fields(shown.page(), "#record-edit", Map.of()).getOrDefault(field, "");
    }

    private Elements offered() {
        return desk.get("/records").page().select(".drafts li:contains(#" + id + ")");
    }

    private ServiceRecord read() {
        return records.written(id);
    }

    @Test
    void noteAndFieldsAreThereAgainInAnotherSessionAndNothingIsSaved() {
        assertThat(keep(Map.of("note", "Half a note", "minutes", "3", "description", "More of it"))
                        .status())
                .isEqualTo(204);

        desk = new Desk(port).signIn("notey", TestAccounts.PASSWORD);
        Answer again = open();

        assertThat(again.page().select(RESTORED)).hasSize(1);
        assertThat(value(again, "note")).isEqualTo("Half a note");
        assertThat(value(again, "minutes")).isEqualTo("3");
        assertThat(value(again, "description")).isEqualTo("More of it");
        assertThat(offered()).hasSize(1);
        assertThat(offered().select("a").attr("href")).isEqualTo("/records/" + id);
        assertThat(read().details().description()).isNotEqualTo("More of it");
    }

    @Test
    void anotherAgentSeesNothingOfIt() {
        keep(Map.of("note", "Between us"));

        assertThat(colleague.get("/records/" + id).body()).doesNotContain("Between us");
        assertThat(colleague.get("/records").body()).doesNotContain("Between us");
        assertThat(colleague.get("/records").page().select(".drafts li:contains(#" + id + ")"))
                .isEmpty();
    }

    @Test
    void savingEndsItAndALateOneDoesNotComeBack() {
        keep(Map.of("note", "Saved in the end"));

        assertThat(save(page, Map.of("note", "Saved in the end")).status()).isEqualTo(303);

        assertThat(keep(Map.of("note", "Saved in the end")).status()).isEqualTo(409);
        assertThat(open().page().select(RESTORED)).isEmpty();
        assertThat(value(open(), "note")).isEmpty();
        assertThat(offered()).isEmpty();
    }

    @Test
    void theFirstDraftThatComesAfterItsSavingIsRefusedToo() {
        save(page, Map.of("note", "Quicker than the draft"));

        assertThat(keep(Map.of("note", "Quicker than the draft")).status()).isEqualTo(409);
        assertThat(open().page().select(RESTORED)).isEmpty();
    }

    @Test
    void whatIsTypedAndTakenBackIsNoDraft() {
        keep(Map.of("note", "Hm"));
        assertThat(keep(Map.of()).status()).isEqualTo(204);

        assertThat(open().page().select(RESTORED)).isEmpty();
        assertThat(offered()).isEmpty();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileStaysAndIsSavedTogether() {
        keep(Map.of("description", "Mine", "note", "My note"));
        colleagueSaves(Map.of("title", "Their title"));

        Answer again = open();
        assertThat(value(again, "title")).isEqualTo("Their title");
        assertThat(value(again, "description")).isEqualTo("Mine");
        assertThat(again.page().select("[data-both]")).isEmpty();
        assertThat(save(again, Map.of()).status()).isEqualTo(303);

        assertThat(read().details().title()).isEqualTo("Their title");
        assertThat(read().details().description()).isEqualTo("Mine");
        assertThat(open().page().text()).contains("My note");
    }

    @Test
    void whatBothChangedIsShownSideBySideAndSavingItAsks() {
        keep(Map.of("description", "Mine", "urgency", "high"));
        colleagueSaves(Map.of("description", "Theirs", "title", "Their title"));

        Answer again = open();
        assertThat(value(again, "description")).isEqualTo("Mine");
        assertThat(again.page().select("[data-now=description]").text()).isEqualTo("Theirs");
        Answer asked = save(again, Map.of());

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.page().select("[data-conflict]").eachAttr("data-conflict"))
                .containsExactlyInAnyOrder("description", "urgency");
        assertThat(read().details().description()).isEqualTo("Theirs");
        assertThat(open().page().select(RESTORED)).hasSize(1);

        Map<String, String> chosen = SentForm.fields(
                asked.page(), "#record-conflict", Map.of("keep.description", "mine", "keep.urgency", "mine"));
        assertThat(desk.post("/records/" + id, asked, chosen).status()).isEqualTo(303);
        assertThat(read().details().description()).isEqualTo("Mine");
        assertThat(read().details().title()).isEqualTo("Their title");
        assertThat(open().page().select(RESTORED)).isEmpty();
    }

    @Test
    void aButtonDoesNotSaveOverWhatBothChangedEither() {
        keep(Map.of("description", "Mine"));
        colleagueSaves(Map.of("description", "Theirs"));

        assertThat(save(open(), Map.of("action", "close")).status()).isEqualTo(409);
        assertThat(read().details().description()).isEqualTo("Theirs");
    }

    @Test
    void discardingOpensTheRecordWithoutItAndCanBeTakenBack() {
        keep(Map.of("note", "Not needed after all"));
        Answer again = open();

        Answer discarded =
                desk.post("/drafts/discard", again, SentForm.fields(again.page(), RESTORED, Map.of("again", "yes")));
        Answer empty = desk.get(discarded.location());
        assertThat(discarded.location()).isEqualTo("/records/" + id);
        assertThat(value(empty, "note")).isEmpty();
        assertThat(offered()).isEmpty();

        Answer back = desk.post(
                "/drafts/restore", empty, SentForm.fields(empty.page(), "[data-notice=draft-discarded]", Map.of()));
        assertThat(value(desk.get(back.location()), "note")).isEqualTo("Not needed after all");
        assertThat(offered()).hasSize(1);
    }

    @Test
    void fromTheListItIsDiscardedWithAWayBack() {
        keep(Map.of("note", "From the list"));
        Answer list = desk.get("/records");
        Map<String, String> line = new HashMap<>();
        offered().select("input[name=draft]").forEach(input -> line.put("draft", input.val()));

        Answer text = desk.get(desk.post("/drafts/discard", list, line).location());

        assertThat(text.pageName()).isEqualTo("draft");
        assertThat(text.page().select("[data-typed]").text()).contains("From the list");
        Answer back = desk.post("/drafts/restore", text, SentForm.fields(text.page(), "main form", Map.of()));
        assertThat(back.location()).isEqualTo("/records/" + id);
        assertThat(value(open(), "note")).isEqualTo("From the list");
    }

    @Test
    void nobodyElseReadsDiscardsOrRestoresIt() {
        keep(Map.of("note", "Mine alone"));
        String key = page.page().select("#record-edit [name=draft]").val();
        String row = offered().attr("data-draft-of");
        Answer theirs = colleague.get("/records/" + id);

        assertThat(colleague.get("/drafts/" + row).status()).isEqualTo(404);
        colleague.post("/drafts/discard", theirs, Map.of("draft", key));
        assertThat(colleague.post("/drafts/restore", theirs, Map.of("row", row)).status())
                .isEqualTo(404);
        assertThat(colleague
                        .post(
                                "/drafts",
                                theirs,
                                SentForm.fields(theirs.page(), "#record-edit", Map.of("note", "Theirs")))
                        .status())
                .isEqualTo(204);

        assertThat(value(open(), "note")).isEqualTo("Mine alone");
    }

    @Test
    void aFormOfSomebodyWhoIsSignedInNoMoreIsNotKeptForWhoeverIs() {
        Map<String, String> sent = typed(Map.of("note", "Typed by another", "agent", "colleague"));

        assertThat(desk.post("/drafts", page, sent).status()).isEqualTo(412);
        assertThat(open().page().select(RESTORED)).isEmpty();
    }

    @Test
    void ofARecordThatBecameRestrictedNothingIsShown() {
        keep(Map.of("note", "Typed before it was secret"));
        String row = offered().attr("data-draft-of");
        jdbc.sql("update service_record set restricted = true, title = 'Secret title' where id = :id")
                .param("id", id.value())
                .update();

        assertThat(open().status()).isEqualTo(403);
        assertThat(offered()).isEmpty();
        assertThat(desk.get("/records").body()).doesNotContain("Secret title");
        assertThat(desk.get("/drafts/" + row).status()).isEqualTo(404);
    }

    @Test
    void theTextOutlivesTheRecord() {
        keep(Map.of("note", "Should not be lost"));
        jdbc.sql("delete from service_record where id = :id")
                .param("id", id.value())
                .update();

        String line = offered().select("a").attr("href");
        Document text = desk.get(line).page();

        assertThat(text.select("[data-typed]").text()).contains("Should not be lost");
    }

    @Test
    void aRefusedFormComesBackAsOneThatIsNotKeptYet() {
        Answer refused = save(page, Map.of("title", " ", "note", "Kept"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#record-edit").attr("data-guard")).isEqualTo("changed");
        assertThat(page.page().select("#record-edit").attr("data-guard")).isEmpty();
    }

    @Test
    void whatIsNoFormIsRefusedAndNobodyIsAskedToSignIn() {
        assertThat(desk.post("/drafts", page, Map.of("note", "x")).status()).isEqualTo(400);
        assertThat(desk.post("/drafts", page, Map.of("note", "x", "draft", "record.1.no-uuid-at-all"))
                        .status())
                .isEqualTo(400);
        assertThat(desk.post("/drafts", page, Map.of("draft", "nothing.1.00000000-0000-0000-0000-000000000001"))
                        .status())
                .isEqualTo(400);
        assertThat(desk.post("/drafts", page, typed(Map.of("note", "x".repeat(300_000))))
                        .status())
                .isEqualTo(413);
        assertThat(desk.post("/drafts", "draft=x").status()).isEqualTo(403);
        assertThat(new Desk(port)
                        .send(
                                "POST",
                                "/drafts",
                                "note=x",
                                "HX-Request",
                                "true",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(401);
        assertThat(accounts.endUser(port)
                        .get("/drafts/00000000-0000-0000-0000-000000000001")
                        .status())
                .isEqualTo(403);
    }
}
