package org.ringdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.records.PriorityMatrix;
import org.ringdesk.records.SentForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The matrix of priorities over HTTP. */
@RingdeskTest
class PrioritySettingsTest {
    private static final String PATH = "/settings/priorities";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    Administration boss;

    @BeforeEach
    void signIn() {
        boss = new Administration(accounts.administrator(port));
    }

    @AfterEach
    void restoreTheUsualMatrix() {
        Desk.Answer usual = boss.press(PATH, PATH + "/usual", Map.of());
        assertThat(boss.send(usual, "#matrix", Map.of()).status()).isEqualTo(303);
        assertThat(shown(boss.open(PATH))).isEqualTo(PriorityMatrix.USUAL.text());
    }

    private static String shown(Desk.Answer page) {
        return String.join(" ", page.page().select("#matrix option[selected]").eachAttr("value"));
    }

    private String record(Desk agent, String urgency, String impact) {
        Desk.Answer form = agent.get("/records/new");
        var fields = SentForm.fields(
                form.page(), "#record-form", Map.of("title", "Prioritised", "urgency", urgency, "impact", impact));
        return agent.post("/records", form, fields).location();
    }

    private String priority(Desk agent, String record) {
        return agent.get(record).page().select(".record-head [data-priority]").attr("data-priority");
    }

    @Test
    void recordsKeepTheirPriorityUntilUrgencyOrImpactChange() {
        Desk agent = accounts.agent(port);
        String record = record(agent, "low", "low");
        assertThat(priority(agent, record)).isEqualTo("5");

        assertThat(boss.send(PATH, "#matrix", Map.of("low-low", "2", "low-high", "1"))
                        .status())
                .isEqualTo(303);
        assertThat(priority(agent, record(agent, "low", "low"))).isEqualTo("2");

        change(agent, record, Map.of("title", "Renamed"));
        assertThat(priority(agent, record)).isEqualTo("5");
        change(agent, record, Map.of("impact", "high"));
        assertThat(priority(agent, record)).isEqualTo("1");
    }

    private static void change(Desk agent, String record, Map<String, String> changes) {
        Desk.Answer page = agent.get(record);
        assertThat(agent.post(record, page, SentForm.fields(page.page(), "#record-edit", changes))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void formShowsThePriorityThatFollows() {
        boss.send(PATH, "#matrix", Map.of("medium-low", "1"));
        Desk.Answer form = accounts.agent(port).get("/records/new");
        assertThat(form.page()
                        .select("output[data-matrix] > [data-priority-text]:not([hidden])")
                        .attr("data-priority-text"))
                .isEqualTo("1");
        assertThat(form.page().select("output").attr("data-matrix")).isEqualTo("1 2 3 2 3 1 3 4 5");
        assertThat(boss.desk()
                        .get("/api/v1/priorities", "Authorization", accounts.bearer())
                        .body())
                .contains("{\"urgency\":\"medium\",\"impact\":\"low\",\"priority\":1}");
    }

    @Test
    void previewShowsAndSavesNothing() {
        Desk.Answer page = boss.open(PATH);
        Map<String, String> fields = SentForm.fields(page.page(), "#matrix", Map.of("high-high", "4"));
        Desk.Answer preview = boss.desk().post(PATH + "/preview", page, new HashMap<>(fields));

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.page().select("[data-notice=unsaved]")).hasSize(1);
        assertThat(preview.page().select("[data-cell=high-high] .priority").text())
                .isEqualTo("4");
        assertThat(shown(boss.open(PATH))).isEqualTo(PriorityMatrix.USUAL.text());
    }

    @Test
    void cellThatIsNoPriorityIsRefused() {
        for (String cell : new String[] {"0", "6", "", "high", "١"}) {
            assertThat(boss.send(PATH, "#matrix", Map.of("high-high", cell)).status())
                    .as(cell)
                    .isEqualTo(422);
        }
        assertThat(boss.send(PATH, "#matrix", Map.of("seen", "1 2 3")).status()).isEqualTo(422);
    }

    @Test
    void changeFromAnOldPageIsToldWithWhatWasChosenKept() {
        Desk.Answer opened = boss.open(PATH);
        boss.send(PATH, "#matrix", Map.of("high-low", "5"));

        Desk.Answer stale = boss.send(opened, "#matrix", Map.of("high-medium", "5"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(shown(stale)).isEqualTo("1 5 3 2 3 4 3 4 5");
        assertThat(stale.page().select("#changes").text()).contains("Urgency High, impact Low", "3 → 5");
    }
}
