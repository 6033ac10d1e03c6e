package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Others' failures, from this address and 600 others, are there before the owner comes. */
@RingdeskTest
class KnownDevicesTest {
    private static final String HERE = "127.0.0.1";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    SignInDelays delays;

    @Test
    void whoSignedInFromThisBrowserBeforeIsNeverLockedOut() {
        Desk owner = signedInOnce("locked-owner");
        attack("locked-owner");

        assertThat(tryToSignIn(new Desk(port), "locked-owner", TestAccounts.PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(tryToSignIn(owner, "locked-owner", TestAccounts.PASSWORD).status())
                .isIn(302, 303);
    }

    @Test
    void cookieOfOneAccountIsNoneOfAnother() {
        Desk owner = signedInOnce("locked-other");
        testAccounts.account("locked-victim", Role.AGENT, "");
        attack("locked-victim");

        assertThat(tryToSignIn(owner, "locked-victim", TestAccounts.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void oneBrowserKnowsTheLastFiveAccountsThatSignedIn() {
        Desk shared = new Desk(port);
        for (int i = 1; i <= 6; i++) {
            testAccounts.account("shared" + i, Role.AGENT, "");
            shared.signIn("shared" + i, TestAccounts.PASSWORD);
            signOut(shared);
        }
        attack("shared1");
        attack("shared2");

        assertThat(tryToSignIn(shared, "shared2", TestAccounts.PASSWORD).status())
                .isIn(302, 303);
        signOut(shared);
        assertThat(tryToSignIn(shared, "shared1", TestAccounts.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void stolenCookieHasFiveTriesOfItsOwnAndDelaysTheOwnerInNothing() {
        Desk owner = signedInOnce("robbed");
        String stolen = deviceCookie(owner);
        owner.signIn("robbed", TestAccounts.PASSWORD);
        signOut(owner);

        for (int i = 0; i < 5; i++) {
            assertThat(withCookie(stolen, "robbed", "guess").status()).isEqualTo(401);
        }

        assertThat(withCookie(stolen, "robbed", TestAccounts.PASSWORD).status()).isEqualTo(429);
        assertThat(tryToSignIn(owner, "robbed", TestAccounts.PASSWORD).status()).isIn(302, 303);
    }

    @Test
    void whoKnewAnOlderPasswordOnlyIsAStranger() {
        Desk former = signedInOnce("changed");
        accounts.setPassword(accounts.withLogin("changed").orElseThrow().id(), "quite another one");
        attack("changed");

        assertThat(tryToSignIn(former, "changed", "quite another one").status()).isEqualTo(429);
    }

    @Test
    void forgedCookieIsNone() {
        testAccounts.account("forged", Role.AGENT, "");
        attack("forged");

        assertThat(withCookie("AAAA" + "b".repeat(200), "forged", TestAccounts.PASSWORD)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void cookieIsKeptForNinetyDaysOutOfReachOfScriptsAndBehindTlsOfOtherHosts() {
        testAccounts.account("cookied", Role.AGENT, "");
        Desk desk = new Desk(port);

        Desk.Answer in = tryToSignIn(desk, "cookied", TestAccounts.PASSWORD);

        assertThat(cookies(in))
                .filteredOn(cookie -> cookie.startsWith("RINGDESK_DEVICE="))
                .singleElement()
                .asString()
                .contains("Max-Age=7776000", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void linkToChooseAPasswordMakesTheBrowserKnown() {
        Account account = testAccounts.account("invited-known", Role.AGENT, "");
        Desk desk = new Desk(port);
        String link = accounts.invite(account.id(), testAccounts.administratorId());
        desk.post(link, desk.get(link), Map.of("password", "battery staple", "passwordAgain", "battery staple"));
        signOut(desk);
        attack("invited-known");

        assertThat(tryToSignIn(desk, "invited-known", "battery staple").status())
                .isIn(302, 303);
    }

    @Test
    void ownPasswordCanBeChangedWhileOthersGuess() {
        Desk desk = signedInOnce("changes-own");
        desk.signIn("changes-own", TestAccounts.PASSWORD);
        attack("changes-own");

        Desk.Answer changed = desk.post(
                "/account",
                desk.get("/account"),
                Map.of(
                        "currentPassword",
                        TestAccounts.PASSWORD,
                        "password",
                        "battery staple",
                        "passwordAgain",
                        "battery staple"));

        assertThat(changed.status()).isEqualTo(303);
    }

    private Desk signedInOnce(String login) {
        testAccounts.account(login, Role.AGENT, "");
        Desk desk = new Desk(port).signIn(login, TestAccounts.PASSWORD);
        signOut(desk);
        return desk;
    }

    private static void signOut(Desk desk) {
        desk.post("/logout", desk.get("/account"), Map.of());
    }

    private void attack(String login) {
        for (int i = 0; i < 15; i++) {
            delays.failed(delays.standing(new SignInTry(login, HERE, null)));
        }
        for (int i = 0; i < 600; i++) {
            delays.failed(delays.standing(new SignInTry(login, "10.20." + i / 250 + "." + i % 250, null)));
        }
    }

    private Desk.Answer withCookie(String value, String login, String password) {
        Desk thief = new Desk(port);
        thief.cookie(KnownDevices.NAME, value);
        return tryToSignIn(thief, login, password);
    }

    private static String deviceCookie(Desk desk) {
        return desk.cookies().replaceFirst(".*" + KnownDevices.NAME + "=([^;]+).*", "$1");
    }

    private static List<String> cookies(Desk.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie");
    }

    private static Desk.Answer tryToSignIn(Desk desk, String login, String password) {
        return desk.post("/login", desk.get("/login"), Map.of("username", login, "password", password));
    }
}
