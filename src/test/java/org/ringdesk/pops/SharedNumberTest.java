package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Role;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerFields;
import org.ringdesk.people.Editor;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonDetails;
import org.ringdesk.pops.CallForms.Seen;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Calls from a number that is nobody's own choose nobody, and say whose it is. */
@RingdeskTest
class SharedNumberTest {
    private static final AtomicInteger COUNT = new AtomicInteger(83_000);

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Telephones telephones;

    @Autowired
    People people;

    private final int own = COUNT.incrementAndGet();
    private final String number = "+1 505 555 " + (own - 80_000 + 4_000);
    private CallForms omar;
    private Person anna;
    private Person bo;

    @BeforeEach
    void hire() {
        Account account = accounts.account("shared" + own, Role.AGENT, String.valueOf(own));
        omar = new CallForms(port, new Desk(port).signIn(account.login(), TestAccounts.PASSWORD), String.valueOf(own));
        anna = person("anna", CallerField.PHONE);
        bo = person("bo", CallerField.CELL_PHONE);
    }

    private Person person(String login, CallerField field) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        fields.put(CallerField.USER_NAME, login + own);
        fields.put(field, number);
        return people.create(
                new PersonDetails(new CallerFields(fields), login + own, "", "", "", false, "", "", true),
                Person.Origin.LOCAL);
    }

    private Answer mark(String written, String label) {
        Answer page = omar.desk().get("/people/" + anna.id());
        return omar.desk()
                .post(
                        "/people/numbers/share",
                        page,
                        Map.of(
                                "number",
                                written,
                                "label",
                                label,
                                "person",
                                anna.id().toString()));
    }

    @Test
    void callFromItChoosesNobodyAndSaysWhatItIs() {
        assertThat(mark(number, " Reception\n").location()).isEqualTo("/people/" + anna.id());
        Seen seen = omar.call(telephones.from(number.replace(" ", "")));
        assertThat(seen.requestUser()).isEmpty();
        assertThat(seen.notice("shared-number"))
                .isEqualTo("Shared number: Reception. It chooses nobody; ask who is calling.");
        assertThat(seen.says("several-match")).isFalse();
        assertThat(seen.page().select("#call-head .who").text()).contains("Shared number: Reception", number);
        assertThat(seen.page().select("[data-candidate]").eachAttr("data-candidate"))
                .containsExactly(anna.userName(), bo.userName());
        assertThat(seen.bar().text("$.shared")).isEqualTo("Reception");
        assertThat(seen.bar().data()).contains("\"belongs_to\":null");
        assertThat(seen.bar().text("$.number_text")).isEqualTo(number);
        Document call = omar.desk().get("/calls/" + seen.bar().call()).page();
        assertThat(call.text()).contains("Reception", "The number is shared: Reception.");
        Document log = omar.desk()
                .get("/calls?q=" + number.replace("+1 ", "").replace(" ", ""))
                .page();
        assertThat(log.select("tr[data-call=" + seen.bar().call() + "]").text()).contains("Reception shared");
    }

    @Test
    void nothingIsLearnedOfIt() {
        mark(number, "Reception");
        omar.save(omar.call(telephones.from(number)).form(), bo.userName());
        assertThat(omar.desk().get("/people/" + bo.id()).page().select("#learned"))
                .isEmpty();
        assertThat(omar.call(telephones.from(number)).requestUser()).isEmpty();
    }

    @Test
    void whatWasLearnedBeforeCountsAgainWhenItIsSharedNoMore() {
        omar.save(omar.call(telephones.from(number)).form(), bo.userName());
        mark(number, "Reception");
        assertThat(omar.call(telephones.from(number)).requestUser()).isEmpty();
        Answer page = omar.desk().get("/people/" + anna.id());
        assertThat(page.page().select("[data-field=phone]").text()).contains("shared: Reception");
        omar.desk()
                .post(
                        "/people/numbers/unshare",
                        page,
                        Map.of(
                                "key",
                                number.replace(" ", ""),
                                "person",
                                anna.id().toString()));
        assertThat(omar.call(telephones.from(number)).requestUser()).isEqualTo(bo.userName());
    }

    @Test
    void linkStillOffersWhomTheContractSaysAndTells() {
        mark(number, "Reception");
        Document page = omar.desk()
                .open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone="
                        + number.replace("+1 ", "").replace(" ", ""))
                .page();
        assertThat(page.select("[name=requestUser]").val()).isEqualTo(anna.userName());
        assertThat(page.select("[data-notice=shared-number]").text()).contains("Shared number: Reception");
    }

    @Test
    void formMarksAndUnmarksItAndTheBarFollows() {
        Seen seen = omar.call(telephones.from(number));
        try (EventStream stream = EventStream.open(port, omar.desk())) {
            stream.next();
            Answer refused = omar.press(seen.form(), "/records/new/share", Map.of("sharedLabel", " "));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select("#sharedLabel-error")).hasSize(1);
            Answer marked = omar.press(
                    seen.form(), "/records/new/share", Map.of("sharedLabel", "Front desk", "title", "Printer"));
            assertThat(marked.page().select("[data-notice=shared]")).hasSize(1);
            assertThat(marked.page().select("#title").val()).isEqualTo("Printer");
            assertThat(marked.page().select("[name=requestUser]").val()).isEmpty();
            assertThat(stream.next("call-changed").text("$.shared")).isEqualTo("Front desk");
            Answer unmarked = omar.press(marked, "/records/new/unshare", Map.of());
            assertThat(unmarked.page().select("[data-notice=unshared]")).hasSize(1);
            assertThat(stream.next("call-changed").text("$.belongs_to.name")).isEqualTo(anna.displayName());
        }
    }

    @Test
    void whatCannotBeMarkedIsRefused() {
        assertThat(mark("anonymous", "Reception").status()).isEqualTo(422);
        assertThat(mark("", "Reception").status()).isEqualTo(422);
        assertThat(mark(number, "").status()).isEqualTo(422);
        assertThat(mark(number, "x".repeat(61)).status()).isEqualTo(422);
        assertThat(mark("9".repeat(200), "Long").status()).isEqualTo(303);
        Answer withheld = omar.call(telephones.from("anonymous")).form();
        assertThat(withheld.page().select("#shared")).isEmpty();
        assertThat(omar.press(withheld, "/records/new/share", Map.of("sharedLabel", "x"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void pageListsNumbersOfSeveralPeopleUntilTheyAreMarked() {
        String key = number.replace(" ", "");
        assertThat(row(pages("several"), key)).contains(number).contains("anna" + own, "bo" + own);
        mark(number, "<b>Lobby</b> " + own);
        assertThat(row(pages("several"), key)).isEmpty();
        assertThat(row(pages("shared"), key)).contains("<b>Lobby</b> " + own);
        people.disable(bo.id(), Editor.ADMINISTRATOR);
        Answer page = omar.desk().get("/people/numbers?show=shared");
        omar.desk().post("/people/numbers/unshare", page, Map.of("key", key));
        assertThat(row(pages("several"), key)).isEmpty();
    }

    /** All pages, one after the other. */
    private String pages(String show) {
        var rows = new StringBuilder();
        String address = "/people/numbers?show=" + show;
        while (!address.isEmpty()) {
            Document page = omar.desk().get(address).page();
            page.select("tr[data-number]")
                    .forEach(row -> rows.append(row.attr("data-number"))
                            .append(' ')
                            .append(row.text())
                            .append('\n'));
            address = page.select(".pager [rel=next]").attr("href");
        }
        return rows.toString();
    }

    private static String row(String rows, String key) {
        return rows.lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElse("");
    }

    @Test
    void cursorThatIsNoneIsRefused() {
        assertThat(omar.desk().get("/people/numbers?after=%25%25").status()).isEqualTo(400);
        assertThat(omar.desk().get("/people/numbers?show=shared&after=AAAA").status())
                .isEqualTo(200);
    }

    @Test
    void endUserSeesNoNumbers() {
        assertThat(accounts.endUser(port).get("/people/numbers").status()).isEqualTo(403);
    }

    @Test
    void numbersAreLinksToDialOnTheCardTheRecordAndInTheLog() {
        String tel = "tel:" + number.replace(" ", "");
        people.disable(bo.id(), Editor.ADMINISTRATOR);
        Seen seen = omar.call(telephones.from(number.replace(" ", "")));
        assertThat(seen.page().select("#caller dl a[href=" + tel + "]").text()).isEqualTo(number);
        Document record = omar.desk()
                .get(omar.save(seen.form(), anna.userName()).location())
                .page();
        assertThat(record.select("main a[href=" + tel + "]").text()).isEqualTo(number);
        assertThat(omar.desk().get("/calls/" + seen.bar().call()).page().select("h1 a[href=" + tel + "]"))
                .hasSize(1);
        Document log = omar.desk().get("/calls?q=" + tel.substring(6)).page();
        assertThat(log.select("tr[data-call=" + seen.bar().call() + "] a[href=" + tel + "]")
                        .text())
                .isEqualTo(number);
    }
}
