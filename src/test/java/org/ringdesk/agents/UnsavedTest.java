package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
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
    void formWithAStaleTokenComesBackWithWhatWasTypedAndNothingIsSaved() {
        Desk desk = testAccounts.agent(port);

        Desk.Answer answer = desk.post("/people", "_csrf=stale&" + BODY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("unsaved");
        assertThat(answer.page().select("[data-typed]").text()).contains(TEXT);
        assertThat(answer.page()
                        .select("form[action=/people] [name=display_name]")
                        .attr("value"))
                .isEqualTo(TEXT);
        assertThat(answer.page().select("form[action=/people] [name=_csrf]").attr("value"))
                .isNotEmpty()
                .isNotEqualTo("stale");
    }

    @Test
    void formOfAnEndedSessionComesBackAfterSigningIn() {
        testAccounts.agent(port);
        Desk desk = new Desk(port);

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
    void newRecordOfAnEndedSessionGoesToItsOwnForm() {
        testAccounts.agent(port);
        Desk desk = new Desk(port);
        Desk.Answer ended = desk.post("/records", "title=Toner&description=a%0Ab");

        Desk.Answer in = desk.post("/login", ended, signIn(ended, TestAccounts.PASSWORD));

        assertThat(in.location()).isEqualTo("/records/resume");
        Desk.Answer form = desk.get(in.location());
        assertThat(form.page().select("#record-form [name=title]").attr("value"))
                .isEqualTo("Toner");
        assertThat(form.page().select("#record-form [name=description]").val()).isEqualTo("a\nb");
    }

    @Test
    void newRecordWithAStaleTokenComesBackIntoItsOwnForm() {
        Desk desk = testAccounts.agent(port);

        Desk.Answer form = desk.post("/records", "_csrf=stale&title=Toner&description=a%0Ab");

        assertThat(form.status()).isBetween(400, 499);
        assertThat(form.page().select("#record-form [name=title]").attr("value"))
                .isEqualTo("Toner");
        assertThat(form.page().select("#record-form [name=_csrf]").attr("value"))
                .isNotEqualTo("stale");
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
        Desk.Answer ended = new Desk(port).post("/people", "notes=" + text.replace(' ', '+'));

        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.page().select("[name=resume]")).isEmpty();
        assertThat(ended.page().select("[data-typed]").text()).contains("Lorem Lorem");
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
