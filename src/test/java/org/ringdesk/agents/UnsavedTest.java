package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class UnsavedTest {
    private static final String TEXT = "Printer \"smokes\" & <beeps> é+1";
    private static final String BODY = "user_name=ulla&display_name=Printer+%22smokes%22+%26+%3Cbeeps%3E+%C3%A9%2B1&x=";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Test
    void formOfAnEarlierSignInComesBackWithWhatWasTypedAndNothingIsSaved() {
        Desk desk = testAccounts.agent(port);
        String old = csrf(desk.get("/people"));
        desk.post("/logout", desk.get("/people"), Map.of());
        desk.signIn(TestAccounts.AGENT, TestAccounts.PASSWORD);

        Desk.Answer answer = desk.post("/people", "_csrf=" + old + "&o=secret&" + BODY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("unsaved");
        assertThat(answer.page().select("[data-typed]").text()).contains(TEXT).doesNotContain("secret");
        assertThat(answer.page().text()).contains("Sending it creates a new person");
        assertThat(answer.page()
                        .select("form[action=/people] [name=display_name]")
                        .attr("value"))
                .isEqualTo(TEXT);
        assertThat(csrf(answer)).isNotEmpty().isNotEqualTo(old);
    }

    @Test
    void formOfAnEndedSignInComesBackAfterSigningIn() {
        Desk desk = ended();

        Desk.Answer ended = desk.post("/people", "_csrf=old&" + BODY);
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.pageName()).isEqualTo("sign-in");
        assertThat(ended.body()).doesNotContain("smokes");
        Desk.Answer wrong = desk.post("/login", ended, signIn(ended, "wrong"));
        Desk.Answer in = desk.post("/login", wrong, signIn(wrong, TestAccounts.PASSWORD));

        assertThat(in.location()).isEqualTo("/unsaved");
        assertThat(desk.get("/unsaved").page().select("[name=display_name]").attr("value"))
                .isEqualTo(TEXT);
    }

    @Test
    void newRecordOfAnEndedSignInGoesToItsOwnForm() {
        Desk desk = ended();
        Desk.Answer ended = desk.post("/records", "title=Toner&description=a%0Ab");

        Desk.Answer in = desk.post("/login", ended, signIn(ended, TestAccounts.PASSWORD));

        assertThat(in.location()).isEqualTo("/records/resume");
        Desk.Answer form = desk.get(in.location());
        assertThat(form.page().select("#record-form [name=title]").attr("value"))
                .isEqualTo("Toner");
        assertThat(form.page().select("#record-form [name=description]").val()).isEqualTo("a\nb");
    }

    /** Cookies that were cleared: the form itself proves whose page it stood on. */
    @Test
    void formOfABrowserThatLostItsCookiesGoesToWhoeverThePageWasMadeFor() {
        String token = csrf(testAccounts.agent(port).get("/people"));
        Desk desk = new Desk(port);
        Desk.Answer ended = desk.send(
                "POST",
                "/records",
                "_csrf=" + token + "&title=Toner",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                "null");
        assertThat(resume(ended)).isNotEmpty();

        Desk.Answer in = desk.post("/login", ended, signIn(ended, TestAccounts.PASSWORD));

        assertThat(in.location()).isEqualTo("/records/resume");
    }

    @Test
    void nobodyCanMakeATokenThatSaysWhoseFormItIs() {
        long victim =
                testAccounts.account(TestAccounts.AGENT, Role.AGENT, "211").id().value();
        byte[] token = (victim + ".invented.invented").getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[2 * token.length];
        System.arraycopy(token, 0, both, token.length, token.length);

        Desk.Answer answer = new Desk(port)
                .post("/records", "_csrf=" + Base64.getUrlEncoder().encodeToString(both) + "&title=Toner");

        assertThat(resume(answer)).isEmpty();
    }

    @Test
    void newRecordOfAnEarlierSignInComesBackIntoItsOwnForm() {
        Desk desk = testAccounts.agent(port);
        String old = csrf(desk.get("/people"));
        desk.post("/logout", desk.get("/people"), Map.of());
        desk.signIn(TestAccounts.AGENT, TestAccounts.PASSWORD);

        Desk.Answer form = desk.post("/records", "_csrf=" + old + "&title=Toner&description=a%0Ab");

        assertThat(form.status()).isBetween(400, 499);
        assertThat(form.page().select("#record-form [name=title]").attr("value"))
                .isEqualTo("Toner");
    }

    @Test
    void aColleagueWhoSignsInIsToldButShownNothingAndTheWriterGetsItBack() {
        testAccounts.account("ulrike", Role.AGENT, "");
        Desk desk = ended();
        Desk.Answer ended = desk.post("/records/57", "_csrf=old&version=1&title=Zebrafink+title&note=zebrafink+note");

        Desk.Answer in = desk.post(
                "/login",
                ended,
                Map.of("username", "ulrike", "password", TestAccounts.PASSWORD, "resume", resume(ended)));

        Desk.Answer landed = desk.open(in.location());
        assertThat(landed.pageName()).isEqualTo("records");
        assertThat(landed.page().text())
                .contains("Somebody else had typed something")
                .doesNotContainIgnoringCase("zebrafink");
        assertThat(desk.get("/unsaved").status()).isEqualTo(404);
        assertThat(desk.get("/records/resume").body()).doesNotContainIgnoringCase("zebrafink");

        Desk writer = new Desk(port);
        Desk.Answer back = writer.post(
                "/login",
                writer.get("/login"),
                Map.of("username", TestAccounts.AGENT, "password", TestAccounts.PASSWORD));
        assertThat(back.location()).isEqualTo("/unsaved");
        assertThat(writer.get("/unsaved").page().text())
                .contains("Sending it saves changes to record 57", "zebrafink note");
    }

    @Test
    void aTabOfTheLastUserIsShownToNobodyWhoSignedInSince() {
        testAccounts.account("ulrike", Role.AGENT, "");
        Desk desk = testAccounts.agent(port);
        String old = csrf(desk.get("/people"));
        desk.post("/logout", desk.get("/people"), Map.of());
        desk.signIn("ulrike", TestAccounts.PASSWORD);

        Desk.Answer answer = desk.post("/people", "_csrf=" + old + "&" + BODY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("smokes");
    }

    @Test
    void aFormThatAnybodySentHimselfIsNeverGivenToAnybodyElse() {
        Desk attacker = testAccounts.agent(port);
        attacker.post("/logout", attacker.get("/people"), Map.of());
        Desk ended = ended();
        String planted = resume(ended.post("/people", "_csrf=old&" + BODY));
        assertThat(planted).isNotEmpty();
        Desk boss = testAccounts.administrator(port);

        assertThat(boss.get("/login?resume=" + planted).location()).isEqualTo("/");
        assertThat(boss.get("/unsaved").status()).isEqualTo(404);
        assertThat(new Desk(port).get("/login?resume=" + planted).page().select("[name=resume]"))
                .isEmpty();
    }

    @Test
    void aBrowserInWhichNobodyWasSignedInGetsNothingSealed() {
        Desk.Answer ended = new Desk(port).post("/people", "_csrf=old&" + BODY);

        assertThat(resume(ended)).isEmpty();
        assertThat(ended.page().select("[data-typed]").text()).contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/accounts",
                "/accounts/2",
                "/tokens",
                "/phone-systems",
                "/groups",
                "/settings/statuses",
                "/dial",
                "/account/extension",
                "/account/preferences",
                "/people/6/disable",
                "/people/6/delete",
                "/calls/1/transfer",
                "/records/bulk",
                "/unsaved"
            })
    void formsThatActNeverComeBack(String path) {
        Desk desk = ended();

        Desk.Answer ended = desk.post(path, "_csrf=old&role=ADMINISTRATOR&number=0900");

        assertThat(ended.status()).isEqualTo(401);
        assertThat(resume(ended)).isEmpty();
        assertThat(ended.body()).doesNotContain("0900");
    }

    @Test
    void formOfAnotherOriginIsNotOfferedForSendingEvenInPlainHttp() {
        Desk desk = testAccounts.agent(port);
        String own = csrf(desk.get("/people"));

        Desk.Answer answer = desk.send(
                "POST",
                "/people",
                "_csrf=" + own.replaceFirst("^....", "AAAA") + "&" + BODY,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                "http://localhost:1");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("error");
    }

    @Test
    void passwordsAreNeverShownAgain() {
        Desk desk = testAccounts.agent(port);

        Desk.Answer answer = desk.post("/account", "_csrf=stale&currentPassword=geheim&password=geheim2");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("geheim");
    }

    @Test
    void formThatAnotherSiteSentIsNotOfferedForSending() {
        Desk desk = testAccounts.agent(port);

        Desk.Answer answer = desk.send(
                "POST",
                "/people",
                BODY,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Sec-Fetch-Site",
                "cross-site");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("error");
    }

    @Test
    void formTooLongToCarryIsShownForCopying() {
        String text = "Lorem ".repeat(50_000);
        Desk.Answer ended = ended().post("/people", "notes=" + text.replace(' ', '+'));

        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.page().select("[name=resume]")).isEmpty();
        assertThat(ended.page().select("[data-typed]").text()).contains("Lorem Lorem");
    }

    /** A browser whose sign-in was ended, with its cookie still there. */
    private Desk ended() {
        Desk desk = testAccounts.agent(port);
        Desk.Answer page = desk.get("/people");
        new Desk(port)
                .send(
                        "POST",
                        "/logout",
                        "_csrf=" + csrf(page),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        desk.cookies());
        return desk;
    }

    private static String csrf(Desk.Answer page) {
        return page.page().select("input[name=_csrf]").attr("value");
    }

    private static String resume(Desk.Answer page) {
        return page.page().select("input[name=resume]").attr("value");
    }

    private static Map<String, String> signIn(Desk.Answer page, String password) {
        return Map.of(
                "username",
                TestAccounts.AGENT,
                "password",
                password,
                "resume",
                page.page().select("input[name=resume]").attr("value"));
    }
}
