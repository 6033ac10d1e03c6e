package org.ringdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringdesk.settings.Administration.notice;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

/** The pages of categories over HTTP. */
@RingdeskTest
class CategorySettingsTest {
    private static final String PATH = "/settings/categories";
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
        return name + " " + COUNT.incrementAndGet() + " of categories";
    }

    private int id(String name) {
        return jdbc.sql("select id from category where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    /** The page of a new category of the first level. */
    private String added(String name) {
        assertThat(boss.send(PATH, "#new", Map.of("name", name)).status()).isEqualTo(303);
        return PATH + "/" + id(name);
    }

    /** The page of a new category below that one. */
    private String below(String path, String name) {
        assertThat(boss.send(path, "#below-form", Map.of("below", name)).status())
                .isEqualTo(303);
        return PATH + "/" + id(name);
    }

    private static String number(String path) {
        return path.substring(PATH.length() + 1);
    }

    private Desk.Answer save(Desk desk, Map<String, String> changes) {
        Desk.Answer form = desk.get("/records/new");
        return desk.post("/records", form, SentForm.fields(form.page(), "#record-form", changes));
    }

    @Test
    void threeLevelsAreAddedAndAFourthIsNot() {
        String first = added(fresh("Fleet"));
        String second = below(first, fresh("Cars"));
        String third = below(second, fresh("Tyres"));

        assertThat(boss.open(PATH).page().select(".tree a[href=" + third + "]")).hasSize(1);
        assertThat(boss.open(third).page().select("#below-form")).isEmpty();
        Desk.Answer fourth = boss.press(third, third + "/below", Map.of("below", "Valves"));
        assertThat(fourth.status()).isEqualTo(422);
        assertThat(accounts.agent(port)
                        .get("/records/new")
                        .page()
                        .select("#thirdLevel option[value=" + number(third) + "]"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t ", "7", "HARDWARE"})
    void nameThatCannotBeToldFromItsSiblingsIsRefused(String name) {
        Desk.Answer answer = boss.send(PATH, "#new", Map.of("name", name));
        assertThat(answer.status()).isIn(409, 422);
        assertThat(answer.page().select("#new [name=name]").attr("value")).isEqualTo(name);
    }

    @Test
    void sameNameIsFineBelowAnotherParentButNotAfterAMoveBesideIt() {
        String one = added(fresh("One"));
        String other = added(fresh("Other"));
        String name = fresh("Same");
        String below = below(one, name);
        boss.send(other, "#below-form", Map.of("below", name.toUpperCase(java.util.Locale.ROOT)));

        Desk.Answer moved = boss.send(below, "#edit", Map.of("parent", number(other)));
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.page().select("#parent option[selected]").attr("value"))
                .isEqualTo(number(other));

        String renamed = fresh("Not the same");
        assertThat(boss.send(below, "#edit", Map.of("parent", number(other), "name", renamed))
                        .status())
                .isEqualTo(303);
        assertThat(boss.open(other).page().select(".tree a.main").eachText()).endsWith(renamed);
    }

    @Test
    void categoryStaysOnItsLevel() {
        String first = added(fresh("Top"));
        String second = below(first, fresh("Middle"));
        for (String parent : List.of("", number(second), "99999", "x")) {
            Desk.Answer answer = boss.send(second, "#edit", Map.of("parent", parent));
            assertThat(answer.status()).as(parent).isEqualTo(422);
        }
        assertThat(boss.send(first, "#edit", Map.of("parent", number(first))).status())
                .isEqualTo(422);
    }

    @Test
    void siblingsAreMovedAndNobodyElse() {
        String top = added(fresh("Order"));
        String a = fresh("Alpha");
        String b = fresh("Beta");
        below(top, a);
        String beta = below(top, b);

        Desk.Answer up = boss.press(top, PATH + "/order", Map.of("up", number(beta)));
        assertThat(up.location()).isEqualTo(top);
        assertThat(boss.open(top).page().select(".tree a.main").eachText()).containsExactly(b, a);
        assertThat(boss.press(top, PATH + "/order", Map.of("up", number(beta))).status())
                .isEqualTo(303);
        assertThat(boss.open(top).page().select(".tree a.main").eachText()).containsExactly(b, a);
        assertThat(boss.press(top, PATH + "/order", Map.of("down", "99999")).status())
                .isEqualTo(404);
    }

    @Test
    void usedCategoryIsNotDeletedNorIsItsParentAndTheMessageCountsTheRecords() {
        String top = added(fresh("Kitchen"));
        String below = below(top, fresh("Coffee machine"));
        save(accounts.agent(port), Map.of("title", "No coffee", "category", number(top), "subcategory", number(below)));

        for (String path : List.of(top, below)) {
            Desk.Answer answer = boss.act(path, "delete");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(notice(answer)).contains("one record");
            assertThat(boss.open(path).page().select("form[action$=delete]")).isEmpty();
        }
    }

    @Test
    void unusedCategoryGoesWithEverythingBelowIt() {
        String top = added(fresh("Gone"));
        String second = below(top, fresh("Gone too"));
        String third = below(second, fresh("Gone as well"));

        assertThat(boss.act(top, "delete").status()).isEqualTo(303);
        for (String path : List.of(top, second, third)) {
            assertThat(boss.desk().get(path).status()).isEqualTo(404);
        }
        assertThat(boss.open(PATH).page().select("#changes li").eachText())
                .anySatisfy(line -> assertThat(line).contains("deleted"));
    }

    @Test
    void categoryOfATemplateIsNotDeletedAndTheMessageNamesTheTemplate() {
        String path = PATH + "/" + id("Paper jam");
        String parent = PATH
                + "/"
                + jdbc.sql("select category_id from record_template where name = 'Printer fault'")
                        .query(Integer.class)
                        .single();
        assertThat(boss.open(path).status()).isEqualTo(200);
        Desk.Answer answer = boss.act(parent, "delete");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.page().text()).contains("Printer fault");
    }

    @Test
    void retiredCategoryStaysOnItsRecordAndIsOfferedNoMoreNorIsWhatIsBelowIt() {
        String top = added(fresh("Fax"));
        String below = below(top, fresh("Paper"));
        Desk agent = accounts.agent(port);
        String record = save(
                        agent, Map.of("title", "Fax is dead", "category", number(top), "subcategory", number(below)))
                .location();
        assertThat(boss.act(top, "retire").status()).isEqualTo(303);

        assertThat(agent.get("/records/new")
                        .page()
                        .select("#category option[value=" + number(top) + "], #subcategory option[value="
                                + number(below) + "]"))
                .isEmpty();
        Desk.Answer page = agent.get(record);
        assertThat(page.page().select("#subcategory option[selected]").attr("value"))
                .isEqualTo(number(below));
        var fields = SentForm.fields(page.page(), "#record-edit", Map.of("title", "Fax is back"));
        assertThat(agent.post(record, page, fields).status()).isEqualTo(303);
        assertThat(save(agent, Map.of("title", "Another fax", "category", number(top)))
                        .status())
                .isEqualTo(422);
        assertThat(agent.get("/records?category=" + number(top))
                        .page()
                        .select("a.main")
                        .eachText())
                .contains("Fax is back");
        assertThat(boss.act(top, "restore").status()).isEqualTo(303);
        assertThat(save(agent, Map.of("title", "Another fax", "category", number(top)))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void editFromAnOldPageIsToldAndTypedTextKept() {
        String path = added(fresh("Stale"));
        Desk.Answer opened = boss.open(path);
        boss.send(path, "#edit", Map.of("name", fresh("Fresher")));
        String mine = fresh("Mine");

        Desk.Answer stale = boss.send(opened, "#edit", Map.of("name", mine));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.page().select("#edit [name=name]").attr("value")).isEqualTo(mine);
        assertThat(boss.send(stale, "#edit", Map.of()).status()).isEqualTo(303);
    }

    @Test
    void programsReadTheTree() {
        String top = added(fresh("For programs"));
        String name = fresh("Below for programs");
        String below = below(top, name);
        Desk.Answer answer = boss.desk().get("/api/v1/categories", "Authorization", accounts.bearer());
        assertThat(answer.body())
                .contains("{\"id\":" + number(below) + ",\"parent_id\":" + number(top) + ",\"level\":2,\"name\":\""
                        + name);
        assertThat(answer.body()).endsWith("\"next_cursor\":null}");
    }
}
