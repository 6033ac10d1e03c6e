package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class PeoplePagesTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    People people;

    @Test
    void anAgentAddsAPersonAndSeesThePage() {
        Desk desk = accounts.agent(port);

        Desk.Answer saved = desk.post(
                "/people",
                desk.get("/people/new"),
                Map.of("user_name", "page1", "first_name", "Paula", "phone", "(617) 555-0121 x12", "vip", "true"));
        Desk.Answer page = desk.open(saved.location());

        assertThat(saved.status()).isEqualTo(303);
        assertThat(page.pageName()).isEqualTo("person");
        assertThat(page.page().select("h1").text()).isEqualTo("Paula");
        assertThat(page.page().select("main .badge.vip")).hasSize(1);
        assertThat(page.page().select("[data-field=phone] a").attr("href")).isEqualTo("tel:+16175550121;ext=12");
        assertThat(page.page().select("a[href='/records?request_user=page1&state=all']"))
                .hasSize(1);
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndSaysWhatIsWrong() {
        Desk desk = accounts.agent(port);

        Desk.Answer refused = desk.post(
                "/people",
                desk.get("/people/new"),
                Map.of("user_name", "page2", "cust_int1", "many", "notes", "<b>kept</b>"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pageName()).isEqualTo("person-form");
        assertThat(refused.page().select("#user_name").val()).isEqualTo("page2");
        assertThat(refused.page().select("#notes").text()).isEqualTo("<b>kept</b>");
        assertThat(refused.page().select("#cust_int1-error").text()).contains("many");
        assertThat(people.withUserName("page2")).isEmpty();
    }

    @Test
    void aFormThatIsOlderThanThePersonKeepsBothAndSavesOnTheSecondTry() {
        Desk desk = accounts.agent(port);
        Person person = person("page3", Map.of(CallerField.FLOOR, "1"));
        String path = "/people/" + person.id();
        Desk.Answer form = desk.get(path + "/edit");
        desk.post(path, form, Map.of("user_name", "page3", "version", "1", "floor", "2"));

        Desk.Answer stale = desk.post(path, form, Map.of("user_name", "page3", "version", "1", "floor", "3"));
        Map<String, String> again = new HashMap<>();
        stale.page()
                .select("#person-form input[type=text], #person-form input[name=version]")
                .forEach(input -> again.put(input.attr("name"), input.val()));
        Desk.Answer saved = desk.post(path, stale, again);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.page().select("#floor").val()).isEqualTo("3");
        assertThat(stale.page().select("#floor-hint").text()).contains("Now in the system: 2");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(people.get(person.id()).details().fields().text(CallerField.FLOOR))
                .isEqualTo("3");
    }

    @Test
    void editingADisabledPersonLeavesThemDisabled() {
        Desk desk = accounts.agent(port);
        Person person = people.disable(person("page4", Map.of()).id(), Editor.ADMINISTRATOR);
        String path = "/people/" + person.id();

        desk.post(path, desk.get(path + "/edit"), Map.of("user_name", "page4", "version", "2", "floor", "9"));
        Desk.Answer page = desk.get(path);

        assertThat(people.get(person.id()).enabled()).isFalse();
        assertThat(page.page().select(".badge.bad").text()).isEqualTo("Disabled");
        assertThat(desk.post(path + "/enable", page, Map.of()).status()).isEqualTo(303);
        assertThat(people.get(person.id()).enabled()).isTrue();
    }

    @Test
    void theListIsSearchedFilteredAndPaged() {
        Desk desk = accounts.agent(port);
        for (int i = 0; i < 53; i++) {
            person("plist" + i, Map.of(CallerField.FIRST_NAME, "Wandering", CallerField.LAST_NAME, "No" + i));
        }

        Desk.Answer first = desk.get("/people?q=wandering");
        Desk.Answer second = desk.get(first.page().select("a[rel=next]").attr("href"));

        assertThat(first.pageName()).isEqualTo("people");
        assertThat(first.page().select("[data-person]")).hasSize(50);
        assertThat(first.page().select("#q").val()).isEqualTo("wandering");
        assertThat(second.page().select("[data-person]")).hasSize(3);
        assertThat(second.page().select("a[rel=prev]")).hasSize(1);
        assertThat(desk.get("/people?q=wandering&show=disabled").page().select(".empty"))
                .hasSize(1);
        assertThat(desk.get("/people?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void optionsAreAFragmentOfAtMostTen() {
        Desk desk = accounts.agent(port);
        for (int i = 0; i < 12; i++) {
            person("popt" + i, Map.of(CallerField.FIRST_NAME, "Optional<" + i));
        }

        Desk.Answer options = desk.get("/people/options?q=optional");

        assertThat(options.body()).doesNotContain("<html").doesNotContain("Optional<");
        assertThat(options.page().select("li[role=option][data-value][data-label]"))
                .hasSize(10);
        assertThat(desk.get("/people/options?q=").body()).isBlank();
    }

    @Test
    void onlyAnAdministratorDeletesAndIsAskedFirst() {
        Person person = person("page5", Map.of());
        String path = "/people/" + person.id() + "/delete";
        Desk agent = accounts.agent(port);
        Desk administrator = accounts.administrator(port);

        Desk.Answer asked = administrator.get(path);
        assertThat(agent.get("/people/" + person.id()).page().select("a[href='" + path + "']"))
                .isEmpty();
        assertThat(agent.get(path).status()).isEqualTo(403);
        assertThat(agent.post(path, agent.get("/people/" + person.id()), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(people.find(person.id())).isPresent();
        assertThat(administrator.post(path, asked, Map.of()).status()).isEqualTo(303);
        assertThat(people.find(person.id())).isEmpty();
        assertThat(administrator.get("/people/" + person.id()).status()).isEqualTo(404);
    }

    private Person person(String userName, Map<CallerField, String> given) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        fields.putAll(given);
        fields.put(CallerField.USER_NAME, userName);
        return people.create(
                new PersonDetails(new CallerFields(fields), "", "", "", "", false, "", "", true), Person.Origin.LOCAL);
    }
}
