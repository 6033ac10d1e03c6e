package org.ringdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringdesk.settings.Administration.notice;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.records.SentForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of statuses over HTTP. */
@RingdeskTest
class StatusSettingsTest {
    private static final String PATH = "/settings/statuses";
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

    private static String fresh(String name) {
        return name + " " + COUNT.incrementAndGet() + " of statuses";
    }

    private Desk.Answer add(String name, boolean closed) {
        return boss.send(PATH, "#new", Map.of("name", name, "closed", String.valueOf(closed)));
    }

    /** The page of a new status. */
    private String added(String name, boolean closed) {
        assertThat(add(name, closed).status()).isEqualTo(303);
        return PATH + "/" + id(name);
    }

    private int id(String name) {
        return jdbc.sql("select id from status where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    private String record(String status) {
        Desk desk = accounts.agent(port);
        Desk.Answer form = desk.get("/records/new");
        var fields =
                SentForm.fields(form.page(), "#record-form", Map.of("title", "Filed as " + status, "status", status));
        Desk.Answer saved = desk.post("/records", form, fields);
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        return saved.location();
    }

    private List<String> names() {
        return boss.open(PATH).page().select("[data-status-id] a.main").eachText();
    }

    @Test
    void agentsAreRefusedAndHaveNoMenuEntry() {
        Desk agent = accounts.agent(port);
        for (String path : List.of(
                "/settings",
                PATH,
                PATH + "/1",
                "/settings/categories",
                "/settings/priorities",
                "/settings/templates",
                "/settings/templates/new")) {
            assertThat(agent.get(path).status()).as(path).isEqualTo(403);
        }
        Desk.Answer page = agent.get("/records");
        assertThat(agent.post(PATH, page, Map.of("name", "By an agent")).status())
                .isEqualTo(403);
        assertThat(page.page().select("nav a[href=/settings]")).isEmpty();
        assertThat(boss.open("/settings").page().select("nav a[href=/settings][aria-current=page]"))
                .hasSize(1);
        assertThat(names()).doesNotContain("By an agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200b", "42", "—", "new", " IN PROGRESS "})
    void nameThatCannotBeToldFromOthersIsRefused(String name) {
        Desk.Answer answer = add(name, true);

        assertThat(answer.status()).isIn(409, 422);
        assertThat(notice(answer)).isNotEmpty();
        assertThat(answer.page().select("#new [name=name]").attr("value")).isEqualTo(name);
        assertThat(answer.page().select("#new option[selected]").attr("value")).isEqualTo("true");
    }

    @Test
    void nameOfTwoHundredCharactersIsRefusedAndOneOfAHundredIsKept() {
        assertThat(add("x".repeat(200), false).status()).isEqualTo(422);
        String longest = fresh("y".repeat(80)) + "😀".repeat(100);
        longest = longest.substring(0, longest.offsetByCodePoints(0, 100));
        added(longest, false);
        assertThat(names()).contains(longest);
    }

    @Test
    void markupInANameIsText() {
        String name = fresh("<b>bold</b> & \"quoted\" ''");
        String path = added(name, false);

        assertThat(names()).contains(name);
        assertThat(boss.open(path).page().select("h1").text()).isEqualTo(name);
        assertThat(boss.open(path).page().select("#edit [name=name]").attr("value"))
                .isEqualTo(name);
    }

    @Test
    void moveUpAndDownKeepsTheFocusOnTheButton() {
        String first = fresh("First");
        String second = fresh("Second");
        added(first, false);
        added(second, false);
        String id = String.valueOf(id(second));

        assertThat(boss.press(PATH, PATH + "/order", Map.of("up", id)).status()).isEqualTo(303);
        assertThat(names()).containsSubsequence(second, first);
        assertThat(boss.press(PATH, PATH + "/order", Map.of("down", id)).status())
                .isEqualTo(303);
        Document page = boss.open(PATH).page();
        assertThat(page.select("[data-status-id] a.main").eachText()).containsSubsequence(first, second);
        assertThat(page.select("[data-status-id=" + id + "] [autofocus]")).hasSize(1);
        assertThat(page.expectFirst("[data-status-id] [name=up]").hasAttr("disabled"))
                .isTrue();
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(boss.desk().get(PATH + "/99999").status()).isEqualTo(404);
        assertThat(boss.desk().get(PATH + "/x").status()).isEqualTo(400);
        assertThat(boss.press(PATH, PATH + "/order", Map.of("up", "99999")).status())
                .isEqualTo(404);
        assertThat(boss.press(PATH, PATH + "/order", Map.of()).status()).isEqualTo(422);
        assertThat(boss.press(PATH, PATH + "/99999", Map.of("version", "1", "name", "Gone", "closed", "true"))
                        .status())
                .isEqualTo(404);
        assertThat(boss.press(PATH, PATH + "/99999/delete", Map.of("version", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(boss.press(PATH, PATH + "/1/delete", Map.of("version", "x")).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6})
    void whatAButtonGivesStaysSoThatThereIsAlwaysAnOpenAndAClosedStatus(int id) {
        String path = PATH + "/" + id;
        boolean closed = id > 4;

        assertThat(notice(boss.act(path, "retire"))).contains("button");
        assertThat(boss.act(path, "delete").status()).isEqualTo(409);
        Desk.Answer page = boss.open(path);
        assertThat(page.page().select("form[action$=delete], form[action$=retire], #edit select"))
                .isEmpty();
        assertThat(boss.send(page, "#edit", Map.of("closed", String.valueOf(!closed)))
                        .status())
                .isEqualTo(409);
        assertThat(jdbc.sql("select closed from status where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isEqualTo(closed);
    }

    @Test
    void usedStatusIsNeitherDeletedNorTurnedAndTheMessageCountsTheRecords() {
        String name = fresh("Waiting for a part");
        String path = added(name, false);
        Desk.Answer unused = boss.open(path);
        record(name);
        record(name);

        Desk.Answer deleted = boss.act(path, "delete");
        assertThat(deleted.status()).isEqualTo(409);
        assertThat(notice(deleted)).contains("2 records").contains(name);
        assertThat(deleted.page().select("[data-uses]").text()).isEqualTo("2 records");

        Desk.Answer turned = boss.send(unused, "#edit", Map.of("closed", "true"));
        assertThat(turned.status()).isEqualTo(409);
        assertThat(notice(turned)).contains("2 records");
        assertThat(boss.open(path).page().select("form[action$=delete]")).isEmpty();
    }

    @Test
    void unusedStatusIsTurnedAndDeleted() {
        String path = added(fresh("Short-lived"), false);
        assertThat(boss.send(path, "#edit", Map.of("closed", "true")).status()).isEqualTo(303);
        assertThat(boss.open(path).page().select("#edit option[selected]").attr("value"))
                .isEqualTo("true");
        assertThat(boss.act(path, "delete").status()).isEqualTo(303);
        assertThat(boss.desk().get(path).status()).isEqualTo(404);
    }

    @Test
    void editFromAnOldPageIsToldAndSavedWhenSentAgain() {
        String old = fresh("Old");
        String theirs = fresh("Theirs");
        String mine = fresh("Mine");
        String path = added(old, false);
        Desk.Answer opened = boss.open(path);
        boss.send(path, "#edit", Map.of("name", theirs));

        Desk.Answer stale = boss.send(opened, "#edit", Map.of("name", mine));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(notice(stale)).contains(theirs);
        assertThat(stale.page().select("#edit [name=name]").attr("value")).isEqualTo(mine);
        assertThat(names()).contains(theirs).doesNotContain(mine);

        assertThat(boss.send(stale, "#edit", Map.of()).status()).isEqualTo(303);
        assertThat(names()).contains(mine).doesNotContain(theirs);
    }

    @Test
    void everyChangeIsListedWithWhoAndFromWhatToWhat() {
        String before = fresh("Before");
        String after = fresh("After");
        String path = added(before, false);
        boss.send(path, "#edit", Map.of("name", after, "closed", "true"));

        List<String> changes = boss.open(PATH).page().select("#changes li").eachText();
        assertThat(changes)
                .anySatisfy(line -> assertThat(line).contains("Test boss1", before + ": Name", before + " → " + after))
                .anySatisfy(line -> assertThat(line).contains("Class", "Open → Closed"))
                .anySatisfy(line -> assertThat(line).contains(before + ": added"));
        boss.act(path, "delete");
    }

    @Test
    void buttonGivesWhatIsChosenAndOnlyWhatFitsIt() {
        String name = fresh("Parked");
        String path = added(name, false);
        Desk.Answer page = boss.open(PATH);
        String id = String.valueOf(id(name));

        assertThat(boss.send(page, "#buttons", Map.of("close", id)).status()).isEqualTo(422);
        assertThat(boss.send(page, "#buttons", Map.of("close", "x")).status()).isEqualTo(422);
        assertThat(boss.send(page, "#buttons", Map.of("new", id)).status()).isEqualTo(303);
        assertThat(accounts.agent(port)
                        .get("/records/new")
                        .page()
                        .select("#status option[selected]")
                        .text())
                .isEqualTo(name);

        Desk.Answer stale = boss.send(page, "#buttons", Map.of("reopen", id));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.page().select("#reopen option[selected]").attr("value"))
                .isEqualTo(id);

        assertThat(boss.send(PATH, "#buttons", Map.of("new", "1")).status()).isEqualTo(303);
        assertThat(boss.act(path, "retire").status()).isEqualTo(303);
        assertThat(boss.open(PATH).page().select("#new-status, #buttons option").eachText())
                .doesNotContain(name);
    }

    @Test
    void renamedAndRetiredStatusStaysOnItsRecordInFormListAndApi() {
        String name = fresh("Waiting for spring");
        String path = added(name, false);
        String record = record(name);
        String id = String.valueOf(id(name));
        String renamed = fresh("Waiting for summer");
        boss.send(path, "#edit", Map.of("name", renamed));
        assertThat(boss.act(path, "retire").status()).isEqualTo(303);

        Desk agent = accounts.agent(port);
        assertThat(agent.get("/records/new").page().select("#status option[value=" + id + "]"))
                .isEmpty();
        Desk.Answer page = agent.get(record);
        assertThat(page.page().select("#status option[selected]").text()).isEqualTo(renamed + " (retired)");
        var fields = SentForm.fields(page.page(), "#record-edit", Map.of("title", "Still waiting"));
        assertThat(agent.post(record, page, fields).status()).isEqualTo(303);
        assertThat(agent.get(record).page().select("[data-status]").attr("data-status"))
                .isEqualTo(renamed);

        assertThat(agent.get("/records?status=" + id).page().select("a.main").eachText())
                .contains("Still waiting");
        String bearer = accounts.bearer();
        assertThat(agent.get("/api/v1/statuses", "Authorization", bearer).body())
                .contains("\"id\":" + id + ",\"name\":\"" + renamed + "\",\"closed\":false,\"retired\":true");
        assertThat(agent.get("/api/v1" + record, "Authorization", bearer).body())
                .contains(renamed);
        Desk.Answer made = agent.send(
                "POST",
                "/api/v1/records",
                "{\"title\":\"Another\",\"status\":\"" + renamed + "\"}",
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.body()).contains("retired");
        Desk.Answer patched = agent.send(
                "PATCH",
                "/api/v1" + record,
                "{\"version\":2,\"title\":\"Patched\"}",
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    }

    @Test
    void formFromBeforeARetirementComesBackWithWhatWasTyped() {
        String name = fresh("Soon gone");
        String path = added(name, false);
        Desk agent = accounts.agent(port);
        Desk.Answer form = agent.get("/records/new");
        String id = String.valueOf(id(name));
        boss.act(path, "retire");

        var fields = SentForm.fields(form.page(), "#record-form", Map.of("title", "Typed long ago", "status", id));
        Desk.Answer refused = agent.post("/records", form, fields);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#title").attr("value")).isEqualTo("Typed long ago");
        assertThat(refused.page().select("#status option[selected]").attr("value"))
                .isEqualTo(id);
        assertThat(refused.page().select(".error").text()).contains(name).contains("retired");
    }
}
