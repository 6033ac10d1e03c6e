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
class OwnSeatTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Seats seats;

    @Test
    void agentWithoutExtensionIsToldThatCallsDoNotArrive() {
        Desk desk = desk("ext-none", "");

        assertThat(desk.get("/account").page().select("main [data-notice=no-extension]"))
                .hasSize(1);
        assertThat(desk.get("/people").page().select("header [data-notice=no-extension]"))
                .hasSize(1);
    }

    @Test
    void signingOnAndOffShowsInTheHeaderAtOnce() {
        Account owner = sharing("ext-owner", "471");
        Desk desk = desk("ext-guest", "472");

        Desk.Answer on = desk.post("/account/extension", desk.get("/account"), Map.of("extension", " 471 "));

        assertThat(on.status()).isEqualTo(303);
        Desk.Answer page = desk.get(on.location());
        assertThat(page.page().select("header summary").text()).contains("471");
        assertThat(page.page().select("[data-reached]").text()).contains("471, 472");
        assertThat(page.page().select("#extension").text()).contains(owner.displayName());

        desk.post("/account/extension/leave", page, Map.of());

        assertThat(desk.get("/account").page().select("header summary").text()).contains("472");
        assertThat(seats.at("471")).contains(owner.id());
    }

    @Test
    void ownersSeeWhoSitsThereAndTakeTheExtensionBack() {
        sharing("ext-sees", "473");
        Desk owner = desk("ext-sees", "473");
        Account guest = testAccounts.account("ext-sits", Role.AGENT, "");
        seats.signOn(guest.id(), "473");

        Desk.Answer page = owner.get("/account");
        assertThat(page.page().select("#extension").text()).contains(guest.displayName());
        owner.post("/account/extension", page, Map.of("extension", "473"));

        assertThat(owner.get("/account").page().select("main [data-notice=no-extension]"))
                .isEmpty();
        assertThat(seats.of(guest.id())).isEmpty();
    }

    @Test
    void whatIsNoExtensionComesBackWithTheReason() {
        Desk desk = desk("ext-typo", "");

        Desk.Answer refused = desk.post("/account/extension", desk.get("/account"), Map.of("extension", "2o1"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#desk").attr("value")).isEqualTo("2o1");
        assertThat(refused.page().select("#desk-hint").text()).contains("2o1");
    }

    @Test
    void endUsersCannotSignOn() {
        Desk desk = testAccounts.endUser(port);

        Desk.Answer answer = desk.post("/account/extension", desk.get("/account"), Map.of("extension", "474"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(seats.at("474")).isEmpty();
    }

    @Test
    void administratorGivesSeveralAndIsToldWhoHasOneAlready() {
        Account first = testAccounts.account("ext-first", Role.AGENT, "481");
        Account second = testAccounts.account("ext-second", Role.AGENT, "");
        Desk boss = testAccounts.administrator(port);
        String form = "/accounts/" + second.id();

        Desk.Answer taken = boss.post(
                form, boss.get("/accounts"), Map.of("role", "AGENT", "enabled", "true", "extension", "482, 481"));
        Desk.Answer given = boss.post(
                form, boss.get("/accounts"), Map.of("role", "AGENT", "enabled", "true", "extension", "482 483"));

        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.page().select("[data-notice=refused]").text()).contains("481", first.displayName());
        assertThat(taken.page()
                        .select("[data-account=ext-second] [name=extension]")
                        .attr("value"))
                .isEqualTo("482, 481");
        assertThat(given.status()).isEqualTo(303);
        assertThat(seats.of(second.id())).containsExactly("482", "483");
        assertThat(boss.get("/accounts?q=ext-second").page().select("[data-account]"))
                .hasSize(1)
                .allSatisfy(row ->
                        assertThat(row.select("[name=extension]").attr("value")).isEqualTo("482, 483"));
    }

    @Test
    void extensionOfAColleagueComesBackWithTheirName() {
        Account owner = testAccounts.account("ext-private", Role.AGENT, "477");
        Desk desk = desk("ext-nosy", "");

        Desk.Answer refused = desk.post("/account/extension", desk.get("/account"), Map.of("extension", "477"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#desk-hint").text()).contains("477", owner.displayName());
        assertThat(seats.at("477")).contains(owner.id());
    }

    /** By the page on which an administrator gives leave. */
    private Account sharing(String login, String extension) {
        Account owner = testAccounts.account(login, Role.AGENT, extension);
        Desk boss = testAccounts.administrator(port);
        var form = Map.of("role", "AGENT", "enabled", "true", "extension", extension, "shared", "true");
        assertThat(boss.post("/accounts/" + owner.id(), boss.get("/accounts"), form)
                        .status())
                .isEqualTo(303);
        assertThat(boss.get("/accounts?q=" + login).page().select("[name=shared][checked]"))
                .hasSize(1);
        return owner;
    }

    private Desk desk(String login, String extension) {
        testAccounts.account(login, Role.AGENT, extension);
        return new Desk(port).signIn(login, TestAccounts.PASSWORD);
    }
}
