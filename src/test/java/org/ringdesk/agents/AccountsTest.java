package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class AccountsTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    Desk boss = new Desk(0);

    @BeforeEach
    void administrator() {
        boss = testAccounts.administrator(port);
    }

    @Test
    void administratorOpensAnAccountAndGivesALinkThatWorksOnce() {
        testAccounts.person("newcomer");

        Desk.Answer opened = boss.post(
                "/accounts",
                boss.get("/accounts"),
                Map.of("userName", "newcomer", "role", "AGENT", "extension", "277"));
        String link = path(boss.get(opened.location())
                .page()
                .select("[data-invited] .secret")
                .text());

        assertThat(opened.status()).isEqualTo(303);
        assertThat(boss.get("/accounts").page().select("[data-invited]")).isEmpty();
        Desk newcomer = new Desk(port);
        Desk.Answer chosen = newcomer.post(
                link, newcomer.get(link), Map.of("password", "battery staple", "passwordAgain", "battery staple"));
        assertThat(chosen.status()).isEqualTo(303);
        assertThat(newcomer.get("/account").page().select("dl.facts").text()).contains("277");
        assertThat(new Desk(port).get(link).status()).isEqualTo(410);
        new Desk(port).signIn("newcomer", "battery staple");
    }

    @Test
    void newerLinkEndsTheOlderOne() {
        Account account = testAccounts.account("forgetful", Role.AGENT, "");

        String older = accounts.invite(account.id(), testAccounts.administratorId());
        String newer = accounts.invite(account.id(), testAccounts.administratorId());

        assertThat(new Desk(port).get(older).status()).isEqualTo(410);
        assertThat(new Desk(port).get(newer).pageName()).isEqualTo("invitation");
    }

    @Test
    void linkThatWasOpenForTooLongBeginsAgain() {
        String link =
                accounts.invite(testAccounts.account("slow", Role.AGENT, "").id(), testAccounts.administratorId());

        Desk.Answer late =
                new Desk(port).post(link, "_csrf=stale&password=battery+staple&passwordAgain=battery+staple");

        assertThat(late.location()).isEqualTo(link);
        assertThat(new Desk(port).get(link).pageName()).isEqualTo("invitation");
    }

    @Test
    void accountForNobodyIsRefusedWithTheFormKept() {
        Desk.Answer refused = boss.post(
                "/accounts", boss.get("/accounts"), Map.of("userName", "no one", "role", "AGENT", "extension", "278"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-notice=refused]").text()).contains("no one");
        assertThat(refused.page().select("#account-form [name=extension]").attr("value"))
                .isEqualTo("278");
    }

    @Test
    void takenExtensionIsRefused() {
        testAccounts.account("sits", Role.AGENT, "276");
        Account other = testAccounts.account("stands", Role.AGENT, "");

        Desk.Answer refused = boss.post(
                "/accounts/" + other.id(),
                boss.get("/accounts"),
                Map.of("role", "AGENT", "extension", "276", "enabled", "true"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-notice=refused]").text()).contains("276");
        assertThat(accounts.get(other.id()).extension()).isEmpty();
    }

    @Test
    void administratorChangesRoleExtensionAndDisables() {
        Account account = testAccounts.account("changing", Role.AGENT, "");

        Desk.Answer changed = boss.post(
                "/accounts/" + account.id(), boss.get("/accounts"), Map.of("role", "END_USER", "extension", "275"));

        assertThat(changed.status()).isEqualTo(303);
        Account now = accounts.get(account.id());
        assertThat(now.role()).isEqualTo(Role.END_USER);
        assertThat(now.extension()).isEqualTo("275");
        assertThat(now.enabled()).isFalse();
    }

    @Test
    void administratorsCannotTakeTheirOwnRights() {
        Account me = accounts.withLogin(TestAccounts.ADMINISTRATOR).orElseThrow();

        Desk.Answer refused =
                boss.post("/accounts/" + me.id(), boss.get("/accounts"), Map.of("role", "AGENT", "enabled", "true"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-notice=refused]").text()).contains("your own");
        assertThat(accounts.get(me.id()).role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void lastAdministratorStays() {
        Account boss1 = accounts.withLogin(TestAccounts.ADMINISTRATOR).orElseThrow();
        Account outsider = testAccounts.account("outsider", Role.AGENT, "");
        jdbc.sql("update account set role = 'agent' where role = 'administrator' and id <> :id")
                .param("id", boss1.id().value())
                .update();

        assertThatThrownBy(() -> accounts.change(boss1.id(), new AccountChange(Role.AGENT, "", true, false), outsider))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("last-administrator");
    }

    @Test
    void assignableAreEnabledAgentsAndAdministratorsByName() {
        testAccounts.account("assign-b", Role.AGENT, "");
        testAccounts.account("assign-a", Role.ADMINISTRATOR, "");
        testAccounts.account("assign-c", Role.END_USER, "");

        assertThat(accounts.assignable())
                .extracting(Account::login)
                .containsSubsequence("assign-a", "assign-b")
                .doesNotContain("assign-c");
    }

    @Test
    void ownPasswordIsChangedWithTheCurrentOneOnly() {
        testAccounts.account("owner", Role.AGENT, "");
        Desk desk = new Desk(port).signIn("owner", TestAccounts.PASSWORD);
        Desk elsewhere = new Desk(port).signIn("owner", TestAccounts.PASSWORD);

        Desk.Answer wrong = change(desk, "guess");
        Desk.Answer right = change(desk, TestAccounts.PASSWORD);

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(right.status()).isEqualTo(303);
        assertThat(desk.get("/account").status()).isEqualTo(200);
        assertThat(elsewhere.get("/account").location()).startsWith("/login");
        new Desk(port).signIn("owner", "battery staple");
    }

    @Test
    void ownPasswordMayNotHoldWhatIsKnownOfThePerson() {
        Account account = testAccounts.account("a.marchetti", Role.AGENT, "");
        jdbc.sql("""
                update person
                set display_name = 'Anna Rossi', email_address = 'annarosa@corp.example', company = 'Northwind Traders'
                where id = :id""").param("id", account.person().value()).update();
        Desk desk = new Desk(port).signIn("a.marchetti", TestAccounts.PASSWORD);

        for (String known : List.of("a.marchetti12345", "rossi-rossi-9", "annarosa!2026", "N0rthwind 2026")) {
            Desk.Answer refused = change(desk, TestAccounts.PASSWORD, known);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select(".error").text()).contains("It contains “");
        }
        assertThat(change(desk, TestAccounts.PASSWORD, "Dragon-2026!")
                        .page()
                        .select(".error")
                        .text())
                .contains("first passwords");
    }

    @Test
    void passwordOfManyKilobytesIsAWrongOneAndOfAMegabyteIsNotRead() {
        testAccounts.account("megabyte", Role.AGENT, "");

        assertThat(signInWithPasswordOf(30_000)).isEqualTo(401);
        assertThat(signInWithPasswordOf(1 << 20)).isEqualTo(413);
    }

    private int signInWithPasswordOf(int characters) {
        Desk desk = new Desk(port);
        return desk.post(
                        "/login",
                        desk.get("/login"),
                        Map.of("username", "megabyte", "password", "x".repeat(characters)))
                .status();
    }

    private static Desk.Answer change(Desk desk, String current) {
        return change(desk, current, "battery staple");
    }

    private static Desk.Answer change(Desk desk, String current, String chosen) {
        return desk.post(
                "/account",
                desk.get("/account"),
                Map.of("currentPassword", current, "password", chosen, "passwordAgain", chosen));
    }

    private static String path(String link) {
        return link.replaceFirst("^http://localhost:\\d+", "");
    }

    @Test
    void linkEndsOnceAnotherPasswordIsChosen() {
        Account account = testAccounts.account("remembers", Role.AGENT, "");
        String link = accounts.invite(account.id(), testAccounts.administratorId());

        accounts.setPassword(account.id(), "battery staple");

        assertThat(new Desk(port).get(link).status()).isEqualTo(410);
    }

    @Test
    void linkOfAnAccountThatWasSwitchedOffIsNoneWhenItIsSwitchedOnAgain() {
        Account account = testAccounts.account("comes-back", Role.AGENT, "");
        Account by = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        String link = accounts.invite(account.id(), testAccounts.administratorId());

        accounts.change(account.id(), new AccountChange(Role.AGENT, "", false, false), by);
        accounts.change(account.id(), new AccountChange(Role.AGENT, "", true, false), by);

        assertThat(new Desk(port).get(link).status()).isEqualTo(410);
    }

    @Test
    void linkEndsWithTheRightsOfWhoeverMadeIt() {
        Account by = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        Account former = testAccounts.account("former", Role.ADMINISTRATOR, "");
        Account target = testAccounts.account("target", Role.ADMINISTRATOR, "");
        String link = accounts.invite(target.id(), former.id());
        assertThat(new Desk(port).get(link).pageName()).isEqualTo("invitation");

        accounts.change(former.id(), new AccountChange(Role.AGENT, "", true, false), by);

        assertThat(new Desk(port).get(link).status()).isEqualTo(410);
    }

    @Test
    void linkLivesThroughAChangeOfRole() {
        Account account = testAccounts.account("promoted", Role.END_USER, "");
        Account by = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        String link = accounts.invite(account.id(), testAccounts.administratorId());

        accounts.change(account.id(), new AccountChange(Role.AGENT, "", true, false), by);

        assertThat(new Desk(port).get(link).pageName()).isEqualTo("invitation");
    }

    @Test
    void signInOfAnEarlierRoleDoesNotComeBackWithTheRole() {
        Account account = testAccounts.account("to-and-fro", Role.AGENT, "");
        Account by = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        Desk before = new Desk(port).signIn("to-and-fro", TestAccounts.PASSWORD);
        assertThat(before.get("/records").status()).isEqualTo(200);

        accounts.change(account.id(), new AccountChange(Role.END_USER, "", true, false), by);
        accounts.change(account.id(), new AccountChange(Role.AGENT, "", true, false), by);

        assertThat(before.get("/records").status()).isEqualTo(303);
    }
}
