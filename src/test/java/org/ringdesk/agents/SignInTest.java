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
class SignInTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Test
    void whoIsNotSignedInIsAskedToSignIn() {
        Desk.Answer answer = new Desk(port).open("/accounts");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.pageName()).isEqualTo("sign-in");
    }

    @Test
    void loginIgnoresCaseAndBlanks() {
        testAccounts.account("Dora", Role.AGENT, "");

        Desk desk = new Desk(port).signIn(" DORA ", TestAccounts.PASSWORD);

        assertThat(desk.get("/account").status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordAndUnknownLoginAreToldTheSameAndKeepTheUserName() {
        testAccounts.account("wanda", Role.AGENT, "");

        Desk.Answer wrong = tryToSignIn(new Desk(port), "wanda", "not it");
        Desk.Answer unknown = tryToSignIn(new Desk(port), "nobody-at-all", "not it");

        assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
        assertThat(wrong.pageName()).isEqualTo("sign-in");
        assertThat(wrong.page().select("[role=alert]").text())
                .isNotEmpty()
                .isEqualTo(unknown.page().select("[role=alert]").text());
        assertThat(wrong.page().select("#username").attr("value")).isEqualTo("wanda");
        assertThat(wrong.body()).doesNotContain("not it");
    }

    @Test
    void disabledAccountCannotSignIn() {
        Account account = testAccounts.account("disa", Role.AGENT, "");
        accounts.change(account.id(), new AccountChange(Role.AGENT, "", false), boss());

        assertThat(tryToSignIn(new Desk(port), "disa", TestAccounts.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void sessionOfAnAccountThatIsDisabledEnds() {
        Account account = testAccounts.account("enda", Role.AGENT, "");
        Desk desk = new Desk(port).signIn("enda", TestAccounts.PASSWORD);

        accounts.change(account.id(), new AccountChange(Role.AGENT, "", false), boss());

        assertThat(desk.get("/account").location()).startsWith("/login");
    }

    @Test
    void sessionEndsWithAnotherRoleAndWithAnotherPassword() {
        Account account = testAccounts.account("rola", Role.ADMINISTRATOR, "");
        Desk desk = new Desk(port).signIn("rola", TestAccounts.PASSWORD);
        accounts.change(account.id(), new AccountChange(Role.AGENT, "", true), boss());
        assertThat(desk.get("/accounts").location()).startsWith("/login");

        Desk later = new Desk(port).signIn("rola", TestAccounts.PASSWORD);
        accounts.setPassword(account.id(), "quite another one");
        assertThat(later.get("/account").location()).startsWith("/login");
    }

    @Test
    void newExtensionArrivesWithoutSigningInAgain() {
        Account account = testAccounts.account("exa", Role.AGENT, "");
        Desk desk = new Desk(port).signIn("exa", TestAccounts.PASSWORD);

        accounts.change(account.id(), new AccountChange(Role.AGENT, "288", true), boss());

        assertThat(desk.get("/account").page().select("dl.facts").text()).contains("288");
    }

    @Test
    void signingOutEndsTheSession() {
        Desk desk = testAccounts.agent(port);

        Desk.Answer out = desk.post("/logout", desk.get("/account"), Map.of());

        assertThat(out.location()).isEqualTo("/login?signed-out");
        assertThat(desk.get("/account").location()).startsWith("/login");
    }

    @Test
    void signingInMakesTheTokenOfTheSignInFormWorthless() {
        testAccounts.account("fixa", Role.AGENT, "");
        Desk desk = new Desk(port);
        Desk.Answer form = desk.get("/login");

        Desk.Answer in = desk.post("/login", form, Map.of("username", "fixa", "password", TestAccounts.PASSWORD));

        assertThat(in.response().headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("RINGDESK_FORM=;"))
                .anyMatch(cookie -> cookie.startsWith("RINGDESK_SIGN_IN=") && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
        assertThat(desk.post("/account/preferences", form, Map.of("theme", "dark")).status()).isEqualTo(403);
    }

    @Test
    void endUserIsToldWhyADeskPageStaysClosed() {
        Desk desk = testAccounts.endUser(port);

        Desk.Answer answer = desk.get("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone=6175550100");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("error");
        assertThat(answer.page().text()).contains("end user");
    }

    @Test
    void endUserHasAFirstPageAndTheOwnAccount() {
        Desk desk = testAccounts.endUser(port);

        assertThat(desk.open("/").status()).isEqualTo(200);
        assertThat(desk.get("/account").status()).isEqualTo(200);
    }

    @Test
    void agentIsKeptOutOfAccountsAndTokens() {
        Desk desk = testAccounts.agent(port);

        assertThat(desk.get("/accounts").status()).isEqualTo(403);
        assertThat(desk.get("/tokens").status()).isEqualTo(403);
    }

    @Test
    void formWithoutTokenSignsNobodyIn() {
        testAccounts.account("tora", Role.AGENT, "");
        Desk desk = new Desk(port);

        Desk.Answer answer = desk.post("/login", "username=tora&password=correct+horse");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.pageName()).isEqualTo("sign-in");
        assertThat(desk.get("/account").location()).startsWith("/login");
    }

    private Account boss() {
        return testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
    }

    private static Desk.Answer tryToSignIn(Desk desk, String login, String password) {
        return desk.post("/login", desk.get("/login"), Map.of("username", login, "password", password));
    }
}
