package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Role;
import org.ringdesk.records.SentForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is typed into a person's form is there again, and never above somebody else's text. */
@RingdeskTest
class PersonDraftPagesTest {
    private static final String RESTORED = "[data-notice=draft-restored]";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    People people;

    Desk desk;

    @BeforeEach
    void signIn() {
        accounts.account("filer", Role.AGENT, "");
        desk = new Desk(port).signIn("filer", TestAccounts.PASSWORD);
    }

    private Person person(String userName) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        fields.put(CallerField.USER_NAME, userName);
        fields.put(CallerField.FLOOR, "1");
        return people.create(
                new PersonDetails(new CallerFields(fields), "", "", "", "", false, "", "", true), Person.Origin.LOCAL);
    }

    private Answer edit(Person person) {
        return desk.get("/people/" + person.id() + "/edit");
    }

    private Answer keep(Answer form, Map<String, String> changes) {
        return desk.post("/drafts", form, SentForm.fields(form.page(), "#person-form", changes));
    }

    private Answer save(String path, Answer form, Map<String, String> changes) {
        return desk.post(path, form, SentForm.fields(form.page(), "#person-form", changes));
    }

    private static String value(Answer form, String field) {
        return SentForm.fields(form.page(), "#person-form", Map.of()).getOrDefault(field, "");
    }

    private void somebodySaves(Person person, CallerField field, String value) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        for (CallerField known : CallerField.values()) {
            fields.put(known, person.details().fields().text(known));
        }
        fields.put(field, value);
        people.update(
                person.id(),
                person.version(),
                new PersonDetails(new CallerFields(fields), person.displayName(), "", "", "", false, "", "", true));
    }

    @Test
    void aNewPersonIsThereAgainUntilSaved() {
        Answer form = desk.get("/people/new");
        assertThat(keep(form, Map.of("user_name", "draftnew", "first_name", "Nora", "last_name", "Draft"))
                        .status())
                .isEqualTo(204);

        String line = desk.get("/people/new")
                .page()
                .select(".drafts a:contains(Nora Draft)")
                .attr("href");
        Answer again = desk.get(line);
        assertThat(again.page().select(RESTORED)).hasSize(1);
        assertThat(value(again, "first_name")).isEqualTo("Nora");
        assertThat(save("/people", again, Map.of()).status()).isEqualTo(303);

        assertThat(desk.get("/people/new").page().select(".drafts a:contains(Nora Draft)"))
                .isEmpty();
        assertThat(keep(again, Map.of("first_name", "Late")).status()).isEqualTo(409);
    }

    @Test
    void linkFillsInNothingOfANewPerson() {
        Answer form = desk.get("/people/new?user_name=evil&last_name=Evil&notes=x&phone=911");

        for (String field : new String[] {"user_name", "last_name", "notes", "phone"}) {
            assertThat(value(form, field)).isEmpty();
        }
    }

    @Test
    void anExistingPersonIsThereAgainUntilSaved() {
        Person person = person("draftold");
        keep(edit(person), Map.of("notes", "one\ntwo", "vip", "true"));

        Answer again = edit(person);
        assertThat(again.page().select(RESTORED)).hasSize(1);
        assertThat(value(again, "notes")).isEqualTo("one\ntwo");
        assertThat(value(again, "vip")).isEqualTo("true");
        assertThat(desk.get("/records").page().select(".drafts a[href=/people/" + person.id() + "/edit]"))
                .hasSize(1);
        assertThat(save("/people/" + person.id(), again, Map.of()).status()).isEqualTo(303);

        assertThat(people.get(person.id()).details().notes()).isEqualTo("one\ntwo");
        assertThat(edit(person).page().select(RESTORED)).isEmpty();
    }

    @Test
    void onlyWhatTheAgentChangedIsPutBackOverWhatOthersDid() {
        Person person = person("draftmerge");
        keep(edit(person), Map.of("notes", "Mine"));
        somebodySaves(person, CallerField.FLOOR, "2");

        Answer again = edit(person);
        assertThat(value(again, "floor")).isEqualTo("2");
        assertThat(value(again, "notes")).isEqualTo("Mine");
        assertThat(save("/people/" + person.id(), again, Map.of()).status()).isEqualTo(303);

        PersonDetails saved = people.get(person.id()).details();
        assertThat(saved.fields().text(CallerField.FLOOR)).isEqualTo("2");
        assertThat(saved.notes()).isEqualTo("Mine");
    }

    @Test
    void whatBothChangedIsShownAndSavingItAsks() {
        Person person = person("draftboth");
        keep(edit(person), Map.of("floor", "3"));
        somebodySaves(person, CallerField.FLOOR, "2");

        Answer again = edit(person);
        assertThat(value(again, "floor")).isEqualTo("3");
        assertThat(again.page().select("#floor-hint").text()).contains("2");
        Answer asked = save("/people/" + person.id(), again, Map.of());
        assertThat(asked.status()).isEqualTo(409);
        assertThat(people.get(person.id()).details().fields().text(CallerField.FLOOR))
                .isEqualTo("2");
        assertThat(save("/people/" + person.id(), asked, Map.of()).status()).isEqualTo(303);

        assertThat(people.get(person.id()).details().fields().text(CallerField.FLOOR))
                .isEqualTo("3");
        assertThat(edit(person).page().select(RESTORED)).isEmpty();
    }

    @Test
    void theTextOutlivesThePersonAndADiscardedOneComesBack() {
        Person person = person("draftgone");
        Answer form = edit(person);
        keep(form, Map.of("notes", "Hard to type again"));
        Answer again = edit(person);
        Answer discarded =
                desk.post("/drafts/discard", again, SentForm.fields(again.page(), RESTORED, Map.of("again", "yes")));
        Answer empty = desk.get(discarded.location());
        assertThat(value(empty, "notes")).isEmpty();
        desk.post("/drafts/restore", empty, SentForm.fields(empty.page(), "[data-notice=draft-discarded]", Map.of()));
        assertThat(value(edit(person), "notes")).isEqualTo("Hard to type again");

        people.delete(person.id());
        Map<String, String> lines = new HashMap<>();
        desk.get("/records")
                .page()
                .select(".drafts li[data-kind=person]:has(.badge) a")
                .forEach(a -> lines.put(a.text(), a.attr("href")));

        assertThat(lines).hasSize(1);
        assertThat(desk.get(lines.values().iterator().next())
                        .page()
                        .select("[data-typed]")
                        .text())
                .contains("Hard to type again");
    }

    @Test
    void anotherAgentSeesNothingOfIt() {
        Person person = person("draftprivate");
        keep(edit(person), Map.of("notes", "Between us"));

        assertThat(accounts.agent(port).get("/people/" + person.id() + "/edit").body())
                .doesNotContain("Between us");
    }
}
