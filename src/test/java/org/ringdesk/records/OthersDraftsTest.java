package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.ringdesk.calls.CallId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever number of a form an agent sends, what another has typed stays theirs, is there again, and is kept on. */
@RingdeskTest
class OthersDraftsTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Autowired
    Openings openings;

    @Autowired
    JdbcClient jdbc;

    Account author;
    Desk desk;
    Desk colleague;
    String record;
    Opening opening;
    String typed;

    /** The author types into the form of a call, whose number anybody can work out. */
    @BeforeEach
    void type() {
        String login = "types" + UUID.randomUUID().toString().substring(0, 8);
        author = accounts.account(login, Role.AGENT, "");
        accounts.account("colleague", Role.AGENT, "");
        desk = new Desk(port).signIn(login, TestAccounts.PASSWORD);
        colleague = new Desk(port).signIn("colleague", TestAccounts.PASSWORD);
        record = "/records/"
                + records.create(
                                new NewRecord(RecordExamples.details(catalog, "Printer"), Source.PHONE, null),
                                new Actor(null, "test"))
                        .id();
        UUID form = Opening.submission(new CallId(900_000_000 + author.id().value()));
        Opening blank = Opening.blank(Opening.Form.PHONE_CALL, RecordType.INCIDENT, "");
        opening = new Opening(
                blank.form(), blank.type(), blank.cameFrom(), "", blank.caller(), blank.oddities(), form, null);
        typed = "Half typed " + UUID.randomUUID();
        assertThat(keep(typed).status()).isEqualTo(204);
    }

    private Answer keep(String title) {
        Answer page = desk.get(openings.address(opening));
        return desk.post("/records/drafts", page, SentForm.fields(page.page(), "#record-form", Map.of("title", title)));
    }

    private void staysAndIsKeptOn() {
        assertThat(desk.get(openings.address(opening)).body()).contains(typed);
        assertThat(keep(typed + " on").status()).isEqualTo(204);
        assertThat(desk.get(openings.address(opening)).body()).contains(typed + " on");
    }

    private Map<String, String> fields(Answer page, String form, Map<String, String> changes) {
        return SentForm.fields(page.page(), form, changes);
    }

    @Test
    void savingARecordUnderTheNumberOfAnothersForm() {
        Answer page = colleague.get(record);
        var as = Map.of("noteSubmission", opening.submission().toString(), "title", "Saved");

        assertThat(colleague
                        .post(record, page, fields(page, "#record-edit", as))
                        .status())
                .isEqualTo(303);

        staysAndIsKeptOn();
    }

    @Test
    void savingAPersonUnderTheNumberOfAnothersForm() {
        String person = "/people/" + author.person();
        Answer page = colleague.get(person + "/edit");
        var as = Map.of("draft", "new-record." + opening.submission(), "floor", "2");

        assertThat(colleague
                        .post(person, page, fields(page, "#person-form", as))
                        .status())
                .isEqualTo(303);

        staysAndIsKeptOn();
    }

    @Test
    void makingAPersonUnderTheNumberOfAnothersForm() {
        Answer page = colleague.get("/people/new");
        var as = Map.of("draft", "new-record." + opening.submission(), "user_name", "of" + author.login());

        assertThat(colleague
                        .post("/people", page, fields(page, "#person-form", as))
                        .status())
                .isEqualTo(303);

        staysAndIsKeptOn();
    }

    @Test
    void leavingANoteFromAnothersForm() {
        Answer page = colleague.get(openings.address(opening));

        assertThat(colleague
                        .post(record + "/notes", page, fields(page, "#record-form", Map.of("title", "Mine")))
                        .status())
                .isEqualTo(303);

        staysAndIsKeptOn();
    }

    @Test
    void keepingDiscardingAndRestoringByTheNameOfAnothersDraft() {
        Answer page = colleague.get(openings.address(opening));
        Map<String, String> name = Map.of("draft", "new-record." + opening.submission());

        colleague.post("/records/drafts", page, fields(page, "#record-form", Map.of("title", "Mine")));
        colleague.post("/drafts", page, fields(page, "#record-form", name));
        colleague.post("/records/drafts/discard", page, fields(page, "#record-form", Map.of()));
        colleague.post("/drafts/discard", page, name);
        staysAndIsKeptOn();

        desk.post("/drafts/discard", desk.get("/account"), name);
        colleague.post(
                "/drafts/restore", page, Map.of("row", opening.submission().toString()));
        assertThat(desk.get("/records").body()).doesNotContain(typed);
    }

    @Test
    void ownFormEndsWithItsNumber() {
        Answer page = desk.get(openings.address(opening));

        desk.post(record + "/notes", page, fields(page, "#record-form", Map.of("title", "Mine")));

        assertThat(desk.get(openings.address(opening)).body()).doesNotContain(typed);
        assertThat(keep("Late").status()).isEqualTo(409);
    }

    /** Whoever logs the call first logs it for all who talked in it. */
    @Test
    void recordOfTheFormEndsItForEverybody() {
        Answer page = colleague.get(openings.address(opening));

        colleague.post("/records", page, fields(page, "#record-form", Map.of("title", "Logged", "action", "save")));

        assertThat(keep("Late").status()).isEqualTo(409);
        assertThat(desk.get("/records").body()).doesNotContain(typed);
    }
}
