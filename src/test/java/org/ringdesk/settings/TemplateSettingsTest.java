package org.ringdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of templates over HTTP. */
@RingdeskTest
class TemplateSettingsTest {
    private static final String PATH = "/settings/templates";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    Administration boss;

    @BeforeEach
    void signIn() {
        boss = new Administration(accounts.administrator(port));
    }

    private int toner() {
        return jdbc.sql("select id from category where name = 'Toner'")
                .query(Integer.class)
                .single();
    }

    private String added(String name) {
        var fields = Map.of(
                "name", name,
                "type", "request",
                "title", "Toner please",
                "description", "Printer:\nColour:",
                "category", String.valueOf(toner()),
                "urgency", "high");
        assertThat(boss.send(PATH + "/new", "#edit", fields).status()).isEqualTo(303);
        return PATH + "/"
                + jdbc.sql("select id from record_template where name = :name")
                        .param("name", name)
                        .query(Integer.class)
                        .single();
    }

    private static String fresh(String name) {
        return name + " " + COUNT.incrementAndGet() + " of templates";
    }

    @Test
    void newTemplateFillsTheFormOfALinkAndGoesWithANotice() {
        String path = added(fresh("Toner"));
        String link = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&templateId=" + path.substring(PATH.length() + 1);
        Desk agent = accounts.agent(port);

        Document form = agent.open(link).page();
        assertThat(form.select("#title").attr("value")).isEqualTo("Toner please");
        assertThat(form.expectFirst("#description").wholeText()).isEqualTo("Printer:\nColour:");
        assertThat(form.select("#thirdLevel option[selected]").text()).contains("Toner");
        assertThat(form.select("#urgency option[selected]").attr("value")).isEqualTo("high");
        assertThat(form.select("#type option[selected]").attr("value")).isEqualTo("request");

        assertThat(boss.act(path, "delete").status()).isEqualTo(303);
        assertThat(agent.open(link).page().select("[data-notice=unknown-template]"))
                .hasSize(1);
    }

    @Test
    void badTemplateComesBackAsTyped() {
        String name = fresh("Taken");
        String path = added(name);
        Map<String, Map<String, String>> bad = Map.of(
                "taken", Map.of("name", "printer FAULT"),
                "blank", Map.of("name", " "),
                "type", Map.of("name", fresh("Odd"), "type", "riddle"),
                "urgency", Map.of("name", fresh("Odd"), "urgency", "0"),
                "category", Map.of("name", fresh("Odd"), "category", "99999"),
                "title", Map.of("name", fresh("Odd"), "title", "x".repeat(201)));
        bad.forEach((what, fields) -> {
            for (String page : new String[] {PATH + "/new", path}) {
                Desk.Answer answer = boss.send(page, "#edit", fields);
                assertThat(answer.status()).as(what + page).isIn(409, 422);
                assertThat(answer.page().select("#edit [name=name]").attr("value"))
                        .isEqualTo(fields.get("name"));
            }
        });
        assertThat(boss.act(path, "delete").status()).isEqualTo(303);
    }

    @Test
    void editFromAnOldPageIsToldAndSavedWhenSentAgain() {
        String path = added(fresh("Stale"));
        Desk.Answer opened = boss.open(path);
        assertThat(boss.send(path, "#edit", Map.of("title", "Theirs")).status()).isEqualTo(303);

        Desk.Answer stale = boss.send(opened, "#edit", Map.of("title", "Mine"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.page().select("#edit [name=title]").attr("value")).isEqualTo("Mine");
        assertThat(stale.page().select("#changes").text()).contains("Toner please → Theirs");
        assertThat(boss.send(stale, "#edit", Map.of()).status()).isEqualTo(303);
        assertThat(boss.act(path, "delete").status()).isEqualTo(303);
        assertThat(boss.desk().get(path).status()).isEqualTo(404);
    }
}
