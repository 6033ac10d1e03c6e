package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Role;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallRecords;
import org.ringdesk.calls.Calls;
import org.ringdesk.pops.Telephones;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of a call: what it says of it, what becomes of it, and who goes on with it. */
@RingdeskTest
class CallFormTest {
    private static final String ONE = "871";
    private static final String TWO = "872";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Telephones telephones;

    @Autowired
    Calls calls;

    @Autowired
    CallRecords records;

    @Autowired
    JsonMapper json;

    Desk one;
    Desk two;
    Telephones.Line line;

    @BeforeEach
    void sit() {
        accounts.account("form.one", Role.AGENT, ONE);
        accounts.account("form.two", Role.AGENT, TWO);
        one = new Desk(port).signIn("form.one", TestAccounts.PASSWORD);
        two = new Desk(port).signIn("form.two", TestAccounts.PASSWORD);
        line = telephones.from("617555" + (1000 + (int) (Math.random() * 8999)));
    }

    @AfterEach
    void putDown() {
        line.ends();
    }

    private Call call() {
        return calls.openFor(accounts.account("form.one", Role.AGENT, ONE).id()).getLast();
    }

    private static Map<String, String> typed(Desk.Answer form, String title) {
        return SentForm.fields(form.page(), "#record-form", Map.of("title", title));
    }

    private Desk.Answer form(Desk desk, Call call) {
        return desk.open(desk.get("/calls/" + call.id() + "/form").location());
    }

    private static String said(Document page) {
        return page.expectFirst("#call-live").text();
    }

    private JsonNode api(String path) {
        return json.readTree(
                new Desk(port).get(path, "Authorization", accounts.bearer()).body());
    }

    @Test
    void formSaysWhatItsCallIsAtTheMoment() {
        line.keys("77#").rings(ONE, TWO);
        Call call = call();
        assertThat(said(form(one, call).page())).contains("Ringing", "Support", "keyed 77#");

        line.answers(ONE);
        assertThat(said(form(one, call).page())).contains("Talking");
        assertThat(said(form(two, call).page())).contains("Not with you any more");

        line.ends();
        assertThat(said(form(one, call).page())).contains("Call ended");
    }

    @Test
    void recordKeepsTheCallAndTheTimeThatWasTalked() throws InterruptedException {
        line.rings(ONE).answers(ONE);
        Call call = call();
        Desk.Answer form = form(one, call);
        String record = one.post("/records", form, typed(form, "Kept with its call"))
                .location()
                .replaceAll(".*/", "");
        Thread.sleep(1_100);
        line.ends();

        JsonNode told = api("/api/v1/calls/" + call.id());
        assertThat(told.path("record").asString()).isEqualTo(record);
        JsonNode written = api("/api/v1/records/" + record);
        assertThat(written.path("calls").get(0).asLong()).isEqualTo(call.id().value());
        assertThat(written.path("time_spent_seconds").asLong()).isBetween(1L, 60L);
        Document page = one.get("/records/" + record).page();
        assertThat(page.select("#calls [data-call=" + call.id() + "]")).hasSize(1);
        assertThat(page.select(".timeline").text()).contains("talked on the telephone");
        assertThat(one.get("/calls/" + call.id()).page().select("a[href=/records/" + record + "]"))
                .hasSize(1);
        assertThat(one.get("/calls").page().select("tr[data-call=" + call.id() + "] a[href=/records/" + record + "]"))
                .hasSize(1);
    }

    @Test
    void callWithARecordLeadsToItAndToAnotherOne() {
        line.rings(ONE).answers(ONE);
        Call call = call();
        Desk.Answer form = form(one, call);
        String record = one.post("/records", form, typed(form, "The first")).location();

        Desk.Answer again = form(one, call);
        assertThat(again.pageName()).isEqualTo("record");
        assertThat(again.page().select(".led").text()).contains("The call is kept with this record");
        Desk.Answer another =
                one.open(again.page().expectFirst(".led a[href^=/records/new]").attr("href"));
        String second =
                one.post("/records", another, typed(another, "The second")).location();

        assertThat(second).isNotEqualTo(record);
        assertThat(records.of(call.id())).hasSize(2);
    }

    @Test
    void keyedRecordKeepsTheCallOnceItsAgentSaysSo() {
        Desk.Answer blank = one.get("/records/new");
        String number = one.post("/records", blank, typed(blank, "Called about before"))
                .location()
                .replaceAll(".*/", "");
        line.keys(number).rings(ONE).answers(ONE);
        Call call = call();

        Desk.Answer page = form(one, call);
        assertThat(page.pageName()).isEqualTo("record");
        assertThat(said(page.page())).contains("Talking");
        assertThat(records.of(call.id())).isEmpty();
        one.post(
                "/records/" + number + "/calls",
                page,
                Map.of("o", page.page().expectFirst(".led input[name=o]").val()));

        assertThat(records.of(call.id())).containsExactly(Long.valueOf(number));
    }

    @Test
    void receiverGoesOnWithWhatTheFirstAgentTyped() {
        line.rings(ONE).answers(ONE);
        Call call = call();
        Desk.Answer first = form(one, call);
        one.post("/records/drafts", first, typed(first, "Half a sent"));
        line.puts(ONE).rings(TWO).answers(TWO);

        Desk.Answer received = form(two, call);

        assertThat(received.page().expectFirst("#title").val()).isEqualTo("Half a sent");
        assertThat(received.page().expectFirst("[data-notice=taken-over]").text())
                .contains("form.one");
        assertThat(received.page().expectFirst("#assignee option[selected]").val())
                .isEqualTo("form.two");
        two.post("/records", received, typed(received, "Half a sentence, finished"));
        assertThat(form(one, call).pageName()).isEqualTo("record");
    }

    @Test
    void whatTheReceiverTypedStaysAndTheFirstAgentsLaterWordsAreShownBeside() {
        line.rings(ONE).answers(ONE);
        Call call = call();
        Desk.Answer first = form(one, call);
        one.post("/records/drafts", first, typed(first, "One"));
        line.rings(TWO).answers(TWO);
        Desk.Answer received = form(two, call);
        two.post("/records/drafts", received, typed(received, "One and two"));
        one.post("/records/drafts", first, typed(first, "One and three"));

        Desk.Answer heard = two.get(received.page().expectFirst("#call-live").attr("hx-get"));
        assertThat(heard.page().expectFirst("[data-notice=written-on]").text()).contains("One and three");
        Desk.Answer again = form(two, call);
        assertThat(again.page().expectFirst("#title").val()).isEqualTo("One and two");
        assertThat(again.page().expectFirst("[data-notice=written-on]").text()).contains("One and three");
    }

    @Test
    void untouchedFormOpensAnewWhenTheFirstAgentTypesOn() {
        line.rings(ONE).answers(ONE);
        Call call = call();
        Desk.Answer first = form(one, call);
        line.rings(TWO).answers(TWO);
        String heard = form(two, call).page().expectFirst("#call-live").attr("hx-get");
        assertThat(two.get(heard).header("HX-Refresh")).isEmpty();

        one.post("/records/drafts", first, typed(first, "The last words"));

        assertThat(two.get(heard).header("HX-Refresh")).isEqualTo("true");
    }

    @Test
    void agentWhoHasNoPartInTheCallSeesNothingOfItsDraft() {
        line.rings(ONE, TWO).answers(ONE);
        Call call = call();
        Desk.Answer first = form(one, call);
        one.post("/records/drafts", first, typed(first, "Between us"));

        assertThat(form(two, call).body()).doesNotContain("Between us");
        assertThat(accounts.agent(port)
                        .open(accounts.agent(port)
                                .get("/calls/" + call.id() + "/form")
                                .location())
                        .body())
                .doesNotContain("Between us");
    }

    @Test
    void whatWasTypedBesideSomebodyElsesRecordBecomesItsNote() {
        line.rings(ONE).answers(ONE);
        Call call = call();
        Desk.Answer mine = form(one, call);
        line.rings(TWO).answers(TWO);
        Desk.Answer theirs = form(two, call);
        String record = one.post("/records", mine, typed(mine, "Logged first")).location();

        Desk.Answer refused = two.post("/records", theirs, typed(theirs, "Typed at the same time"));
        assertThat(refused.status()).isEqualTo(409);
        String note = refused.page().expectFirst("button[formaction$=/notes]").attr("formaction");
        String led = two.post(note, refused, typed(refused, "Typed at the same time"))
                .location();

        assertThat(led).isEqualTo(record);
        assertThat(two.get(record).page().select(".timeline .note").text()).contains("Typed at the same time");
    }

    @Test
    void sameTextBesideTwoRecordsIsANoteOfEach() {
        line.rings(ONE).answers(ONE);
        Desk.Answer form = form(one, call());
        for (int i = 0; i < 2; i++) {
            String record = one.post("/records", one.open("/records/new?type=incident"), Map.of("title", "Beside " + i))
                    .location();
            Desk.Answer noted = one.post(record + "/notes", form, typed(form, "Said of both"));

            assertThat(noted.location()).isEqualTo(record);
            assertThat(one.get(record).page().select(".timeline .note").text()).contains("Said of both");
        }
    }

    @Test
    void lineOfAnUnknownCallIsRefusedInPlainWords() {
        assertThat(one.get("/records/new/call?o=" + UUID.randomUUID()).status()).isEqualTo(404);
    }
}
