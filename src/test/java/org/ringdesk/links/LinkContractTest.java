package org.ringdesk.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RawRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the link contract, a test a row, through the whole product with the demo's people. */
@DemoTest
class LinkContractTest {
    private static final String CALLER = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Desk dana;

    @BeforeEach
    void signIn() {
        dana = new Desk(port).signIn("dana", "demo");
    }

    private Document page(String link) {
        Answer answer = dana.open(link);
        assertThat(answer.status()).as(link).isEqualTo(200);
        return answer.page();
    }

    private static String requestUser(Document page) {
        return page.select("#record-form [name=requestUser]").attr("value");
    }

    private static String name(Document page) {
        return page.body().attr("data-page");
    }

    private static boolean has(Document page, String notice) {
        return !page.select("[data-notice=" + notice + "]").isEmpty();
    }

    // 1. Links

    @Test
    void phoneCallLinkOpensThePhoneCallPageWithTheCallerAsRequestUser() {
        Document page = page(CALLER + "phone=6175550142");
        assertThat(name(page)).isEqualTo("phone-call");
        assertThat(requestUser(page)).isEqualTo("a.lindqvist");
        assertThat(page.select("#record-form button[name=action]").eachAttr("value"))
                .containsExactly("save", "save-and-close");
    }

    @Test
    void linkWithoutATypeOpensTheStandardFormFilledInTheSameWay() {
        Document page = page("/SREdit.jsp?id=0&autoUserField_phone=6175550142");
        assertThat(name(page)).isEqualTo("record-form");
        assertThat(requestUser(page)).isEqualTo("a.lindqvist");
        assertThat(page.select("#record-form button[name=action]").eachAttr("value"))
                .containsExactly("save");
    }

    @Test
    void linkWithARecordNumberOpensThatRecord() {
        Document page = page("/SREdit.jsp?id=57");
        assertThat(name(page)).isEqualTo("record");
        assertThat(page.select("[data-record-id]").attr("data-record-id")).isEqualTo("57");
        assertThat(page.select("[data-request-user]").attr("data-request-user")).isEqualTo("a.lindqvist");
    }

    @Test
    void hashRouterIsAPageOfItsOwnEvenForWhoIsNotSignedIn() {
        Answer answer = new Desk(port).get("/index.jsp");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().select("script[src*=hash]")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, incident", "4, change", "6, problem", "10, request"})
    void typeChoosesWhatTheStandardFormMakes(String type, String made) {
        Document page = page("/SREdit.jsp?id=0&SR_Type=" + type);
        assertThat(name(page)).isEqualTo("record-form");
        assertThat(page.select("#type option[selected]").attr("value")).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/SREdit.jsp?id=0&SR_Type=8", "/SREdit.jsp?id=0&fromId=PhoneCall", "/SREdit.jsp?SR_Type=8"})
    void typeEightOrComingFromACallAloneOpensThePhoneCallPage(String link) {
        assertThat(name(page(link))).isEqualTo("phone-call");
    }

    @Test
    void whatIsSavedFromThePhoneCallPageIsAnIncidentThatCameByPhone() {
        Answer form = dana.open(CALLER + "phone=6175550142");
        Answer saved = dana.post("/records", form, LinkForms.filled(form, "Gate 3 is stuck", "save"));
        assertThat(saved.status()).isEqualTo(303);
        long id = Long.parseLong(saved.location().replace("/records/", ""));
        assertThat(jdbc.sql("select type || ' ' || source from service_record where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("1 phone");
    }

    @Test
    void unknownTypeOpensTheStandardFormWithANotice() {
        Document page = page("/SREdit.jsp?id=0&SR_Type=99");
        assertThat(name(page)).isEqualTo("record-form");
        assertThat(has(page, "unknown-type")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PhoneCall, /",
        "IncidentsList, /records?type=incident",
        "ChangesList, /records?type=change",
        "List, /records"
    })
    void placeTheAgentCameFromDecidesWhereCancelLeads(String from, String cancel) {
        assertThat(page("/SREdit.jsp?id=0&fromId=" + from)
                        .select("#record-form .bar a")
                        .attr("href"))
                .isEqualTo(cancel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"templateID", "templateId", "TEMPLATEID"})
    void templateFillsTheFormHoweverItsParameterIsWritten(String parameter) {
        String title = jdbc.sql("select title from record_template where id = 1")
                .query(String.class)
                .single();
        assertThat(page("/SREdit.jsp?id=0&" + parameter + "=1").select("#title").attr("value"))
                .isEqualTo(title);
    }

    @Test
    void unknownParametersAreIgnored() {
        assertThat(requestUser(page("/SREdit.jsp?zoom=3&id=0&SR_Type=8&UserLang=en&autoUserField_phone=6175550142")))
                .isEqualTo("a.lindqvist");
    }

    // 2. The fifteen caller fields

    @ParameterizedTest
    @CsvSource({
        "user_name, a.lindqvist",
        "email_address, AMARA.LINDQVIST@harbor.example",
        "sms_number, 8575550118",
        "phone, 6175550142",
        "cell_phone, 8575550118",
        "car_number, 7kx%2021b",
        "cust_text1, gate%203",
        "cust_int1, 4711"
    })
    void oneMatchingPersonIsRequestUser(String field, String value) {
        Document page = page(CALLER + field + "=" + value);
        if (page.select("[data-candidate]").size() == 1) {
            assertThat(requestUser(page)).isEqualTo("a.lindqvist");
        } else {
            assertThat(page.select("[data-candidate=a.lindqvist]")).isNotEmpty();
            assertThat(has(page, "several-match")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first_name=Amara",
                "last_name=Lindqvist",
                "building=Pier%204",
                "floor=2",
                "cubic=2-117",
                "cust_text2=Scanner%20pool%20A",
                "cust_int2=2"
            })
    void fieldsThatManyShareOfferThePersonAmongTheCandidates(String field) {
        assertThat(page(CALLER + field).select("[data-candidate=a.lindqvist]")).isNotEmpty();
    }

    @Test
    void nobodyMatchesLeavesRequestUserBlankShowsWhatWasPassedAndOffersToAttach() {
        Document page = page(CALLER + "phone=6175550190");
        assertThat(requestUser(page)).isEmpty();
        assertThat(has(page, "no-match")).isTrue();
        assertThat(page.select("#caller").text()).contains("6175550190");
        assertThat(page.select("[formaction=/records/new/attach]")).isNotEmpty();
        assertThat(page.select("[formaction=/records/new/person]")).isNotEmpty();
    }

    @Test
    void severalMatchesPreselectTheLowestIdAndOfferTheOthersInOrder() {
        Document page = page(CALLER + "phone=6175550100");
        assertThat(requestUser(page)).isEqualTo("pier4.reception");
        assertThat(page.select("[data-candidate]").eachAttr("data-candidate"))
                .containsExactly("pier4.reception", "m.okafor", "i.solberg");
        assertThat(has(page, "several-match")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anonymous",
                "unknown",
                "unavailable",
                "Private",
                "restricted",
                "withheld",
                "blocked",
                "asterisk",
                "sip:anonymous@anonymous.invalid"
            })
    void emptyOrWithheldCallerLeavesRequestUserBlankAndSaysWhy(String value) {
        Document page = page(CALLER + "phone=" + value);
        assertThat(requestUser(page)).isEmpty();
        assertThat(has(page, "withheld")).isTrue();
        assertThat(has(page, "no-match")).isFalse();
    }

    @Test
    void severalFieldsFindThePeopleWhoMatchAllOfThem() {
        Document page = page(CALLER + "phone=6175550100&autoUserField_last_name=solberg");
        assertThat(requestUser(page)).isEqualTo("i.solberg");
        assertThat(page.select("[data-candidate]")).hasSize(1);
    }

    @Test
    void severalFieldsThatNobodyMatchesTogetherFallBackToTheFirstThatHolds() {
        Document page = page(
                CALLER + "last_name=Nobody-Has-This&autoUserField_phone=6175550142&autoUserField_first_name=Ingrid");
        assertThat(requestUser(page)).isEqualTo("a.lindqvist");
        assertThat(has(page, "partial-match")).isTrue();
        assertThat(page.select("[data-notice=partial-match]").text()).contains("phone");
    }

    @Test
    void disabledPersonIsNoCandidateAndNamedOnlyInTheExplanation() {
        Document page = page(CALLER + "phone=6175550199");
        assertThat(requestUser(page)).isEmpty();
        assertThat(page.select("[data-candidate]")).isEmpty();
        assertThat(has(page, "disabled-match")).isTrue();
        assertThat(page.select("#caller details").text()).contains("Tobias Wexford");
    }

    @Test
    void wholeNumberFieldWithSomethingElseIsBlankWithANotice() {
        Document page = page(CALLER + "cust_int1=abc");
        assertThat(requestUser(page)).isEmpty();
        assertThat(has(page, "not-a-number")).isTrue();
    }

    @Test
    void fieldThatIsNotOneOfTheFifteenIsBlankWithANoticeThatNamesItAndThem() {
        Document page = page(CALLER + "shoe_size=44");
        assertThat(requestUser(page)).isEmpty();
        assertThat(page.select("[data-notice=unknown-field]").text()).contains("shoe_size", "cell_phone", "cust_int2");
    }

    // 3. Encoding, as it really arrives

    @ParameterizedTest
    @ValueSource(strings = {"domain%255Cuser1", "domain%5Cuser1", "DOMAIN%255cUSER1"})
    void backslashOfALoginMayBeEncodedOnceOrTwice(String login) {
        assertThat(requestUser(page(CALLER + "user_name=" + login))).isEqualTo("domain\\user1");
    }

    @Test
    void plusBeforeDigitsIsAPlus() {
        assertThat(requestUser(page(CALLER + "phone=+16175550142"))).isEqualTo("a.lindqvist");
    }

    @Test
    void bytesThatAreNotUtf8AreReadAsWindows1252() {
        assertThat(requestUser(page(CALLER + "first_name=Andr%E9"))).isEqualTo("andre.desrosiers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%25CallerNumber%25",
                "$remote",
                "%7Bphone%7D",
                "%5BNumber%5D",
                "--A--phone_number--B--",
                "%25%25calleridnumber%25%25"
            })
    void macroThatThePhoneDidNotFillInOpensTheFormBlankAndIsNamed(String macro) {
        Document page = page(CALLER + "phone=" + macro);
        assertThat(requestUser(page)).isEmpty();
        assertThat(has(page, "macro")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone=%CallerNumber%",
                "phone={phone}",
                "phone=[Number]",
                "user_name=domain\\user1",
                "cust_text1=a|b^c`d"
            })
    void rawCharactersThatNoStandardAllowsAreAccepted(String field) {
        RawRequest.Answer answer = RawRequest.get(port, CALLER + field, "Cookie: " + dana.cookies());
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/records/new?o=");
    }

    @Test
    void rawBackslashFindsTheSamePerson() {
        RawRequest.Answer answer =
                RawRequest.get(port, CALLER + "user_name=domain\\user1", "Cookie: " + dana.cookies());
        assertThat(requestUser(page(answer.location()))).isEqualTo("domain\\user1");
    }

    @Test
    void markupIsShownAsTextAndNeverRun() {
        Document page = page(CALLER + "first_name=%3Cscript%3Ealert(1)%3C/script%3E%22%27");
        assertThat(page.select("script:not([src])")).isEmpty();
        assertThat(page.select("#caller").text()).contains("<script>alert(1)</script>");
    }

    @Test
    void hundredKilobytesOfParametersGetAFormOrAClearRefusal() {
        assertThat(dana.open(CALLER + "phone=" + "1".repeat(20_000)).status()).isEqualTo(200);
        RawRequest.Answer huge = RawRequest.get(port, CALLER + "phone=" + "1".repeat(100_000));
        assertThat(huge.status()).isEqualTo(400);
        assertThat(huge.text()).contains("data-page=\"error\"").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone=%00617", "%00phone=617", "phone=%", "phone=%zz", "phone=%c3%28"})
    void nulBytesAndBrokenEscapesOpenTheForm(String field) {
        RawRequest.Answer answer = RawRequest.get(port, CALLER + field, "Cookie: " + dana.cookies());
        assertThat(answer.status()).isEqualTo(303);
        assertThat(dana.open(answer.location()).status()).isEqualTo(200);
    }

    // 4. What holds for every link

    @Test
    void openingLinksWritesNothing() {
        String before = written();
        page(CALLER + "phone=6175550142");
        page(CALLER + "phone=6175550190");
        page("/SREdit.jsp?id=57&autoUserField_phone=6175550150");
        assertThat(written()).isEqualTo(before);
    }

    private String written() {
        return jdbc.sql("""
                select (select count(*) from service_record) || ' ' || (select max(updated_at) from service_record) || ' '
                    || (select count(*) from record_change) || ' ' || (select count(*) from person) || ' '
                    || (select max(version) from service_record)""").query(String.class).single();
    }

    @Test
    void whoeverIsNotSignedInIsAskedToAndLandsOnTheVeryLink() {
        Desk nobody = new Desk(port);
        Answer asked = nobody.get(CALLER + "user_name=domain%255Cuser1");
        assertThat(asked.location()).startsWith("/login").doesNotContain("domain", "user1", "autoUserField");
        Answer signIn = nobody.get(asked.location());
        assertThat(signIn.pageName()).isEqualTo("sign-in");
        Answer signedIn = nobody.post("/login", signIn, LinkForms.signIn(signIn, "dana", "demo"));
        assertThat(signedIn.location()).isEqualTo(CALLER + "user_name=domain%255Cuser1");
        assertThat(requestUser(nobody.open(signedIn.location()).page())).isEqualTo("domain\\user1");
    }

    @Test
    void endUserWhoIsSignedInGetsAClear403() {
        Answer answer = new Desk(port).signIn("uma", "demo").get(CALLER + "phone=6175550142");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("error");
    }

    @Test
    void callersDataStaysNeitherInTheAddressNorInReferersNorInCaches() {
        Answer answer = dana.get(CALLER + "phone=6175550142");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/records/new?o=").doesNotContain("6175550142");
        Answer form = dana.get(answer.location());
        assertThat(form.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(form.header("Cache-Control")).contains("no-store");
    }

    @Test
    void savingTwiceMakesOneRecord() {
        Answer form = dana.open(CALLER + "phone=6175550142");
        var filled = LinkForms.filled(form, "Pressed twice", "save");
        String first = dana.post("/records", form, filled).location();
        assertThat(dana.post("/records", form, filled).location()).isEqualTo(first);
        assertThat(jdbc.sql("select count(*) from service_record where title = 'Pressed twice'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"999999, 404", "58, 403", "abc, 400", "57x, 400", "99999999999999999999, 404", "-1, 400"})
    void recordThatCannotBeShownHasAPageWithASearchAndANewRecordThatKeepsTheCaller(String id, int status) {
        Answer answer = dana.open("/SREdit.jsp?id=" + id + "&SR_Type=8&autoUserField_phone=6175550142");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.pageName()).isEqualTo("error");
        assertThat(answer.page().select("main form[action=/records] input[name=q]"))
                .isNotEmpty();
        String newRecord = answer.page().select("main a[href^=/records/new]").attr("href");
        assertThat(requestUser(page(newRecord))).isEqualTo("a.lindqvist");
    }

    @Test
    void recordNumberKeyedInBySomebodyElseOpensTheRecordAndSaysSo() {
        Document page = page("/SREdit.jsp?id=57&autoUserField_phone=6175550150");
        assertThat(name(page)).isEqualTo("record");
        assertThat(page.select("[data-notice=other-requester]").text()).contains("Priya Whitlock");
        assertThat(has(page("/SREdit.jsp?id=57&autoUserField_phone=6175550142"), "other-requester"))
                .isFalse();
    }
}
