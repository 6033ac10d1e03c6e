package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Role;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerFields;
import org.ringdesk.people.Editor;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonDetails;
import org.ringdesk.pops.CallForms.Seen;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whom agents choose for a number of several people is preselected next time, until it is forgotten. */
@RingdeskTest
class LearnedChoiceTest {
    private static final AtomicInteger COUNT = new AtomicInteger(81_000);

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Telephones telephones;

    @Autowired
    People people;

    private final int own = COUNT.incrementAndGet();
    private final String number = "+1 307 555 " + (own - 80_000 + 4_000);
    private CallForms omar;
    private CallForms dana;
    private Person anna;
    private Person bo;

    @BeforeEach
    void hire() {
        omar = agent("omar", own);
        dana = agent("dana", own + 500);
        anna = person("anna", CallerField.PHONE, number);
        bo = person("bo", CallerField.CELL_PHONE, number);
    }

    private CallForms agent(String name, int extension) {
        Account account = accounts.account(name + own, Role.AGENT, String.valueOf(extension));
        return new CallForms(
                port, new Desk(port).signIn(account.login(), TestAccounts.PASSWORD), String.valueOf(extension));
    }

    private Person person(String login, CallerField field, String value) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        fields.put(CallerField.USER_NAME, login + own);
        fields.put(field, value);
        return people.create(
                new PersonDetails(new CallerFields(fields), login + own, "", "", "", false, "", "", true),
                Person.Origin.LOCAL);
    }

    private void choose(CallForms agent, Person person) {
        assertThat(agent.save(agent.call(telephones.from(number)).form(), person.userName())
                        .status())
                .isEqualTo(303);
    }

    private Answer personPage(Person person) {
        return dana.desk().get("/people/" + person.id());
    }

    @Test
    void choiceIsPreselectedNextTimeInBarAndFormWithItsReason() {
        choose(omar, bo);
        choose(omar, bo);
        Seen seen = dana.call(telephones.from(number));
        assertThat(seen.requestUser()).isEqualTo(bo.userName());
        assertThat(seen.bar().text("$.belongs_to.name")).isEqualTo(bo.displayName());
        assertThat(seen.page().select("[data-candidate]").eachAttr("data-candidate"))
                .containsExactly(bo.userName(), anna.userName());
        assertThat(seen.notice("several-match"))
                .contains(
                        "the choice of " + bo.displayName() + " is not certain",
                        "chosen for this number by",
                        "2 times");
        assertThat(seen.page().select("#caller details").text()).contains("comes first: chosen for this number by");
        assertThat(seen.page().select("[data-candidate=" + bo.userName() + "]").text())
                .contains("Chosen for this number by");
    }

    @Test
    void lastChoiceCountsWhereTwoAgentsChooseDifferentPeople() {
        choose(omar, bo);
        choose(omar, bo);
        choose(dana, anna);
        assertThat(omar.call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
        choose(omar, bo);
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(bo.userName());
    }

    @Test
    void formSavedTwiceIsOneChoice() {
        Answer form = omar.call(telephones.from(number)).form();
        omar.save(form, bo.userName());
        omar.save(form, bo.userName());
        assertThat(personPage(bo).page().select("#learned [data-learned]").text())
                .contains("once, by");
    }

    @Test
    void somebodyWhoDoesNotHaveTheNumberIsNotLearned() {
        Person cy = person("cy", CallerField.EMAIL_ADDRESS, "cy@example.com");
        choose(omar, cy);
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
        assertThat(personPage(cy).page().select("#learned")).isEmpty();
    }

    @Test
    void disabledPersonIsNotPreselectedAndCountsAgainWhenEnabled() {
        choose(omar, bo);
        people.disable(bo.id(), Editor.ADMINISTRATOR);
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
        people.enable(bo.id(), Editor.ADMINISTRATOR);
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(bo.userName());
    }

    @Test
    void deletedPersonLeavesNothing() {
        Answer form = omar.call(telephones.from(number)).form();
        Person cy = person("cy", CallerField.SMS_NUMBER, number);
        omar.press(form, "/records/new/caller", Map.of("requestUser", cy.userName()));
        learnByAttaching(cy);
        people.delete(cy.id());
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
    }

    /** Chosen without a record, which would keep the person from being deleted. */
    private void learnByAttaching(Person cy) {
        String other = number.replace("307", "308");
        Answer form = omar.call(telephones.from(other)).form();
        omar.press(form, "/records/new/attach", Map.of("requestUser", cy.userName(), "attachAs", "phone"));
        assertThat(personPage(cy).page().select("#learned [data-learned]")).hasSize(1);
    }

    @Test
    void numberThatMovedIsForgottenEvenWhenItComesBack() {
        choose(omar, bo);
        change(bo, number.replace("307", "309"));
        assertThat(personPage(bo).page().select("#learned")).isEmpty();
        change(people.get(bo.id()), number);
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
    }

    private void change(Person person, String cellPhone) {
        Map<CallerField, String> fields =
                new EnumMap<>(person.details().fields().values());
        fields.put(CallerField.CELL_PHONE, cellPhone);
        people.update(
                person.id(),
                person.version(),
                new PersonDetails(new CallerFields(fields), person.displayName(), "", "", "", false, "", "", true));
    }

    @Test
    void choiceIsForgottenAndTakenBackOnThePersonsPage() {
        choose(omar, bo);
        Answer page = personPage(bo);
        assertThat(page.page().select("#learned [data-learned]").text()).contains(number, "once, by");
        String key = page.page().select("#learned [name=key]").val();
        Answer forgotten = dana.desk().post("/people/" + bo.id() + "/choices/forget", page, Map.of("key", key));
        assertThat(forgotten.status()).isEqualTo(303);
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
        Document after = dana.desk().get(forgotten.location()).page();
        assertThat(after.select("#learned [data-notice=forgotten]").text()).contains(number);
        assertThat(after.select("#learned [data-learned]")).isEmpty();
        dana.desk().post("/people/" + bo.id() + "/choices/remember", page, Map.of("key", key));
        assertThat(dana.call(telephones.from(number)).requestUser()).isEqualTo(bo.userName());
    }

    @Test
    void choiceIsForgottenAndTakenBackAtTheFormWithWhatWasTyped() {
        choose(omar, bo);
        Answer form = dana.call(telephones.from(number)).form();
        Answer forgotten =
                dana.press(form, "/records/new/forget", Map.of("forget", bo.id().toString(), "title", "Printer"));
        assertThat(forgotten.page().select("[data-notice=forgotten]")).hasSize(1);
        assertThat(forgotten.page().select("#title").val()).isEqualTo("Printer");
        assertThat(forgotten.page().select("[data-candidate]").eachAttr("data-candidate"))
                .containsExactly(anna.userName(), bo.userName());
        Answer back = dana.press(
                forgotten, "/records/new/remember", Map.of("remember", bo.id().toString()));
        assertThat(back.page().select("[data-candidate]").eachAttr("data-candidate"))
                .containsExactly(bo.userName(), anna.userName());
    }

    @Test
    void whatWasNeverLearnedCannotBeForgotten() {
        Answer page = personPage(bo);
        for (String key : new String[] {"", "+1", "9".repeat(5000)}) {
            assertThat(dana.desk()
                            .post("/people/" + bo.id() + "/choices/forget", page, Map.of("key", key))
                            .status())
                    .isEqualTo(404);
        }
        Answer form = dana.call(telephones.from("")).form();
        assertThat(dana.press(
                                form,
                                "/records/new/forget",
                                Map.of("forget", bo.id().toString()))
                        .status())
                .isEqualTo(404);
        assertThat(dana.press(form, "/records/new/forget", Map.of("forget", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void linkOffersTheLowestIdFirstAndSaysWhoWasChosen() {
        choose(omar, bo);
        Document page = dana.desk()
                .open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone="
                        + number.replace("+1 ", "").replace(" ", ""))
                .page();
        assertThat(page.select("[name=requestUser]").val()).isEqualTo(anna.userName());
        person("cy", CallerField.PHONE, number);
        choose(omar, anna);
        choose(omar, bo);
        Document several = dana.desk()
                .open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone="
                        + number.replace("+1 ", "").replace(" ", ""))
                .page();
        assertThat(several.select("[name=requestUser]").val()).isEqualTo(anna.userName());
        assertThat(several.select("#caller details").text()).contains("for a link the lowest id comes first");
    }

    @Test
    void barSaysWhomTheNumberBelongsToAsSoonAsItIsAttached() {
        String fresh = number.replace("307", "406");
        Person cy = person("cy", CallerField.EMAIL_ADDRESS, "cy@example.com");
        var line = telephones.from(fresh);
        Seen seen = omar.call(line);
        assertThat(seen.bar().data()).contains("\"belongs_to\":null");
        try (EventStream stream = EventStream.open(port, omar.desk())) {
            stream.next();
            omar.press(seen.form(), "/records/new/attach", Map.of("requestUser", cy.userName(), "attachAs", "phone"));
            assertThat(stream.next("call-changed").text("$.belongs_to.name")).isEqualTo(cy.displayName());
        }
        assertThat(omar.desk().get("/calls/" + seen.bar().call()).page().text()).contains(cy.displayName());
        line.ends();
        people.disable(cy.id(), Editor.ADMINISTRATOR);
        assertThat(omar.desk().get("/calls/" + seen.bar().call()).page().text()).contains(cy.displayName());
    }
}
