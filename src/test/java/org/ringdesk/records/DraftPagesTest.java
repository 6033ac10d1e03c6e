package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class DraftPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    Desk desk;
    Answer form;

    @BeforeEach
    void openForm() {
        accounts.account("drafty", Role.AGENT, "");
        desk = new Desk(port).signIn("drafty", TestAccounts.PASSWORD);
        form = desk.open("/records/new?form=phone-call");
    }

    private Map<String, String> typed(String title) {
        return SentForm.fields(form.page(), "#record-form", Map.of("title", title));
    }

    private Answer keep(String title) {
        return desk.post("/records/drafts", form, typed(title));
    }

    private String address() {
        return "/records/new?o=" + form.page().select("#record-form [name=o]").attr("value");
    }

    private static Elements offered(Answer page, String title) {
        return page.page().select(".drafts li:contains(" + title + ")");
    }

    @Test
    void whatWasTypedIsInTheFormWhenItOpensAgain() {
        assertThat(keep("Half a sentence").status()).isEqualTo(204);

        Answer again = desk.get(address());

        assertThat(again.page().select("#title").attr("value")).isEqualTo("Half a sentence");
        assertThat(again.page().select("[data-notice=draft-restored]")).hasSize(1);
        assertThat(again.pageName()).isEqualTo("phone-call");
    }

    @Test
    void anotherSessionOfTheSameAgentIsOfferedTheDraft() {
        keep("Left in another browser");

        Desk elsewhere = new Desk(port).signIn("drafty", TestAccounts.PASSWORD);

        Elements links = elsewhere.get("/records?assignee=me").page().select("li:contains(Left in another browser) a");
        Answer again = elsewhere.get(links.attr("href"));
        assertThat(again.page().select("#title").attr("value")).isEqualTo("Left in another browser");
    }

    @Test
    void aSecondFormOpensEmptyAndLeadsBackToTheFirst() {
        keep("Typed into the first");

        Answer second = desk.open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone=6175550100");

        assertThat(second.page().select("#title").attr("value")).isEmpty();
        assertThat(offered(second, "Typed into the first")).hasSize(1);
        assertThat(offered(desk.get(address()), "Typed into the first")).isEmpty();
    }

    @Test
    void discardingLeadsToTheSameFormEmpty() {
        keep("Not needed");
        Answer again = desk.get(address());
        Map<String, String> discard =
                SentForm.fields(again.page(), "[data-notice=draft-restored]", Map.of("again", "yes"));

        Answer discarded = desk.post("/records/drafts/discard", again, discard);

        assertThat(discarded.status()).isEqualTo(303);
        Answer empty = desk.get(discarded.location());
        assertThat(empty.page().select("#title").attr("value")).isEmpty();
        assertThat(empty.page().select("[data-notice=draft-restored]")).isEmpty();
        assertThat(offered(desk.get("/records"), "Not needed")).isEmpty();
    }

    @Test
    void discardingFromTheListTakesThatOneAway() {
        keep("Away with it");
        Answer list = desk.get("/records");
        Map<String, String> fields =
                Map.of("o", offered(list, "Away with it").select("[name=o]").attr("value"));

        assertThat(desk.post("/records/drafts/discard", list, fields).location())
                .isEqualTo("/");
        assertThat(offered(desk.get("/records"), "Away with it")).isEmpty();
    }

    @Test
    void savingTheFormEndsItsDraft() {
        keep("Saved in the end");

        assertThat(desk.post("/records", form, typed("Saved in the end")).status())
                .isEqualTo(303);

        assertThat(offered(desk.get("/records"), "Saved in the end")).isEmpty();
        assertThat(keep("Too late").status()).isEqualTo(409);
        assertThat(desk.get(address()).page().select("[data-notice=draft-restored]"))
                .isEmpty();
    }

    @Test
    void anotherAgentSeesNothingOfIt() {
        keep("Between us");
        Desk other = accounts.agent(port);

        assertThat(other.get(address()).body()).doesNotContain("Between us");
        assertThat(other.get("/records").body()).doesNotContain("Between us");
    }

    @Test
    void aRefusedFormComesBackAsOneThatIsNotKeptYet() {
        Answer refused = desk.post("/records", form, typed(" "));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#record-form").attr("data-guard")).isEqualTo("changed");
        assertThat(form.page().select("#record-form").attr("data-guard")).isEmpty();
    }

    @Test
    void aDraftOfNobodyIsAskedToSignInAndOneWithoutAFormIsRefused() {
        String body = "title=x";
        assertThat(new Desk(port)
                        .send(
                                "POST",
                                "/records/drafts",
                                body,
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "HX-Request",
                                "true")
                        .status())
                .isEqualTo(401);
        assertThat(desk.post("/records/drafts", form, Map.of("title", "x", "o", "made-up"))
                        .status())
                .isEqualTo(400);
        assertThat(desk.post("/records/drafts", "title=x").status()).isEqualTo(403);
    }
}
