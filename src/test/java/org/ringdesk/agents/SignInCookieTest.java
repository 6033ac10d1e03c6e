package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.platform.Seal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class SignInCookieTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountRepository repository;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Seal seal;

    @Autowired
    Clock clock;

    @Test
    void cookieAloneIsEnough() {
        Desk desk = desk("cookie-alone");

        assertThat(with(cookie(desk)).status()).isEqualTo(200);
    }

    @Test
    void scriptsAndOtherSitesFormsDoNotGetIt() {
        testAccounts.account("cookie-kept", Role.AGENT, "");
        Desk desk = new Desk(port);

        Desk.Answer in = desk.post(
                "/login", desk.get("/login"), Map.of("username", "cookie-kept", "password", TestAccounts.PASSWORD));

        assertThat(sent(in)).singleElement().asString().contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(sent(in).getFirst()).doesNotContain("Expires", "Max-Age", "cookie-kept");
    }

    @Test
    void whoSignsOutThousandsOfTimesHasNoMoreRowsThanThatAndNoOldCookieThatHolds() {
        Desk first = desk("cookie-thousands");
        String kept = cookie(first);
        AccountId account = accounts.withLogin("cookie-thousands").orElseThrow().id();
        jdbc.sql(
                        "insert into sign_out (mark, account_id, until)"
                                + " select 'thousands ' || i, :account, now() + interval '1 day' from generate_series(1, :most) i")
                .param("account", account.value())
                .param("most", SignOuts.MOST)
                .update();
        Desk leaving = desk("cookie-thousands");

        leaving.post("/logout", leaving.get("/account"), Map.of());

        assertThat(with(kept).status()).isEqualTo(303);
        assertThat(jdbc.sql("select count(*) from sign_out where account_id = :account")
                        .param("account", account.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(desk("cookie-thousands").get("/account").status()).isEqualTo(200);
    }

    @Test
    void forgedOrDamagedCookieSignsNobodyIn() {
        String cookie = cookie(desk("cookie-forged"));
        SignIn own = signIn("cookie-forged", Duration.ZERO, Duration.ZERO);

        assertThat(with(cookie.substring(0, cookie.length() - 2) + "AA").location())
                .startsWith("/login");
        assertThat(with("RINGDESK_SIGN_IN=" + own.text()).location()).startsWith("/login");
        assertThat(with("RINGDESK_SIGN_IN=" + seal.close("resume", own.text())).location())
                .startsWith("/login");
        assertThat(with("RINGDESK_SIGN_IN=" + seal.close("signed-in", "2|x")).location())
                .startsWith("/login");
        assertThat(with("RINGDESK_SIGN_IN=" + "A".repeat(5_000)).location()).startsWith("/login");
    }

    @Test
    void cookieEndsWithItsTime() {
        testAccounts.account("cookie-old", Role.AGENT, "");

        assertThat(with(sealed(signIn("cookie-old", Duration.ofHours(11), Duration.ofHours(11))))
                        .status())
                .isEqualTo(200);
        assertThat(with(sealed(signIn("cookie-old", Duration.ofHours(13), Duration.ofHours(13))))
                        .location())
                .startsWith("/login");
        assertThat(with(sealed(signIn("cookie-old", Duration.ofDays(31), Duration.ZERO)))
                        .location())
                .startsWith("/login");
    }

    @Test
    void cookieInUseIsRenewedNowAndThen() {
        testAccounts.account("cookie-used", Role.AGENT, "");

        Desk.Answer young = with(sealed(signIn("cookie-used", Duration.ofMinutes(59), Duration.ofMinutes(59))));
        Desk.Answer due = with(sealed(signIn("cookie-used", Duration.ofHours(11), Duration.ofHours(11))));

        assertThat(sent(young)).isEmpty();
        assertThat(sent(due)).hasSize(1);
        assertThat(with(sent(due).getFirst().split(";", 2)[0]).status()).isEqualTo(200);
    }

    @Test
    void signingOutEndsACopyOfTheCookieAndNoOtherSignIn() {
        Desk leaving = desk("cookie-copied");
        Desk elsewhere = desk("cookie-copied");
        String copy = cookie(leaving);

        Desk.Answer out = leaving.post("/logout", leaving.get("/account"), Map.of());

        assertThat(sent(out)).singleElement().asString().contains("Max-Age=0");
        assertThat(with(copy).location()).startsWith("/login");
        assertThat(elsewhere.get("/account").status()).isEqualTo(200);
    }

    @Test
    void anotherPasswordEndsEveryCookieButThatOfWhoeverChoseIt() {
        Account account = testAccounts.account("cookie-password", Role.AGENT, "");
        String old = cookie(desk("cookie-password"));

        accounts.setPassword(account.id(), "battery staple");

        assertThat(with(old).location()).startsWith("/login");
    }

    @Test
    void formOfOneSignInIsNotTakenFromAnother() {
        Desk one = desk("cookie-forms");
        Desk other = desk("cookie-forms");

        Desk.Answer refused = other.post("/people", one.get("/account"), Map.of("user_name", "never"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.pageName()).isEqualTo("unsaved");
    }

    @Test
    void staticFilesNeverCarryIt() {
        testAccounts.account("cookie-static", Role.AGENT, "");
        String due = sealed(signIn("cookie-static", Duration.ofHours(11), Duration.ofHours(11)));

        assertThat(sent(new Desk(port).get("/css/ringdesk.css", "Cookie", due))).isEmpty();
    }

    private Desk desk(String login) {
        testAccounts.account(login, Role.AGENT, "");
        return new Desk(port).signIn(login, TestAccounts.PASSWORD);
    }

    private Desk.Answer with(String cookie) {
        return new Desk(port).get("/account", "Cookie", cookie);
    }

    private static String cookie(Desk desk) {
        return List.of(desk.cookies().split("; ")).stream()
                .filter(each -> each.startsWith("RINGDESK_SIGN_IN="))
                .findAny()
                .orElseThrow();
    }

    private static List<String> sent(Desk.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("RINGDESK_SIGN_IN="))
                .toList();
    }

    private SignIn signIn(String login, Duration begun, Duration seen) {
        SignedIn who = repository.withLogin(login).orElseThrow().signedIn();
        Instant now = clock.instant();
        return new SignIn(
                who.account().id(),
                who.account().role(),
                who.stamp(),
                "family of " + login,
                now.minus(begun),
                now.minus(seen));
    }

    private String sealed(SignIn signIn) {
        return "RINGDESK_SIGN_IN=" + seal.close("signed-in", signIn.text());
    }
}
