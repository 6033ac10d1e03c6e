package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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

/** Whom the form of a call names, which is whom the bar names, and what can be done where it names nobody. */
@RingdeskTest
class CallFormCallerTest {
    private static final AtomicInteger COUNT = new AtomicInteger(80_000);

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Telephones telephones;

    @Autowired
    People people;

    private final int own = COUNT.incrementAndGet();
    private final String extension = String.valueOf(own);
    private final String number = "+1 303 55" + (own + "").substring(0, 1) + " 7" + (own + "").substring(2);
    private Desk desk;
    private CallForms forms;

    @BeforeEach
    void hire() {
        Account account = accounts.account("form" + own, Role.AGENT, extension);
        desk = new Desk(port).signIn(account.login(), TestAccounts.PASSWORD);
        forms = new CallForms(port, desk, extension);
    }

    private Person person(String login, Map<CallerField, String> numbers) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        fields.putAll(numbers);
        fields.put(CallerField.USER_NAME, login + own);
        return people.create(
                new PersonDetails(new CallerFields(fields), login + own, "", "", "", false, "", "", true),
                Person.Origin.LOCAL);
    }

    private Seen call(Telephones.Line line) {
        return forms.call(line);
    }

    private Answer press(Answer page, String path, Map<String, String> typed) {
        return forms.press(page, path, typed);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallerField.class,
            names = {"PHONE", "CELL_PHONE", "SMS_NUMBER"})
    void numberIsFoundInEveryFieldForNumbersAsTheBarDoes(CallerField field) {
        Person anna = person("anna", Map.of(field, number));
        Seen seen = call(telephones.from(number.replace(" ", "")));
        assertThat(seen.bar().text("$.belongs_to.name")).isEqualTo(anna.displayName());
        assertThat(seen.requestUser()).isEqualTo(anna.userName());
        assertThat(seen.page().select("#call-head .who").text()).contains(number, anna.displayName());
        assertThat(seen.page().select("#caller details li").eachText())
                .anyMatch(step -> step.contains("was read as " + number + ": it belongs to one person"))
                .anyMatch(step -> step.contains("phone, cell_phone, sms_number"));
    }

    @Test
    void severalWhoKeepItInDifferentFieldsAreCandidatesOnceEach() {
        Person anna = person("anna", Map.of(CallerField.CELL_PHONE, number, CallerField.PHONE, number));
        Person bo = person("bo", Map.of(CallerField.SMS_NUMBER, number));
        Seen seen = call(telephones.from(number));
        assertThat(seen.bar().text("$.belongs_to.name")).isEqualTo(anna.displayName());
        assertThat(seen.page().select("[data-candidate]").eachAttr("data-candidate"))
                .containsExactly(anna.userName(), bo.userName());
        assertThat(seen.says("several-match")).isTrue();
        assertThat(seen.page().select("#caller details").text()).contains("it belongs to 2 people");
    }

    @Test
    void disabledOwnerIsNeitherInTheBarNorInTheForm() {
        people.disable(person("anna", Map.of(CallerField.CELL_PHONE, number)).id(), Editor.ADMINISTRATOR);
        Seen seen = call(telephones.from(number));
        assertThat(seen.bar().data()).contains("\"belongs_to\":null");
        assertThat(seen.requestUser()).isEmpty();
        assertThat(seen.says("disabled-match")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anonymous", "sip:anonymous@anonymous.invalid"})
    void withheldCallerLeavesNothingToAttach(String withheld) {
        Seen seen = call(telephones.from(withheld, "Anonymous"));
        assertThat(seen.requestUser()).isEmpty();
        assertThat(seen.says("withheld")).isTrue();
        assertThat(seen.page().select("#unclaimed")).isEmpty();
    }

    @Test
    void twoHundredDigitsOpenAFormAndAreRefusedToAPerson() {
        Person anna = person("anna", Map.of());
        Seen seen = call(telephones.from("9".repeat(200)));
        assertThat(seen.form().status()).isEqualTo(200);
        assertThat(seen.requestUser()).isEmpty();
        Answer refused = press(seen.form(), "/records/new/attach", Map.of("requestUser", anna.userName()));
        assertThat(refused.status()).isIn(200, 422);
        assertThat(refused.page().select("[name=requestUser]").val()).isEqualTo(anna.userName());
    }

    @ParameterizedTest
    @EnumSource(
            value = CallerField.class,
            names = {"PHONE", "CELL_PHONE", "SMS_NUMBER"})
    void numberOfNobodyIsAttachedToAPersonInTheFieldOfChoice(CallerField field) {
        Person anna = person("anna", Map.of());
        Seen seen = call(telephones.from("sip:" + number.replace(" ", "") + "@pbx.example"));
        assertThat(seen.says("no-match")).isTrue();
        Answer attached = press(
                seen.form(),
                "/records/new/attach",
                Map.of("requestUser", anna.userName(), "attachAs", field.fieldName()));
        assertThat(attached.status()).isEqualTo(200);
        assertThat(attached.page().select("[data-notice=attached]")).hasSize(1);
        assertThat(people.get(anna.id()).details().fields().text(field)).isEqualTo(number);
        assertThat(call(telephones.from(number)).requestUser()).isEqualTo(anna.userName());
    }

    @Test
    void freeFieldIsOfferedFirstAndATakenOneIsKept() {
        Person anna = person("anna", Map.of(CallerField.PHONE, "+1 303 555 0100"));
        Seen seen = call(telephones.from(number));
        Answer chosen = press(seen.form(), "/records/new/caller", Map.of("requestUser", anna.userName()));
        assertThat(chosen.page().select("#attachAs option").eachAttr("value"))
                .containsExactly("cell_phone", "sms_number", "phone");
        Answer refused =
                press(chosen, "/records/new/attach", Map.of("requestUser", anna.userName(), "attachAs", "phone"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(people.get(anna.id()).details().fields().text(CallerField.PHONE))
                .isEqualTo("+1 303 555 0100");
    }

    @Test
    void callerWithoutAnythingButAnExtensionIsMadeAPerson() {
        String inside = "8" + own;
        Seen seen = call(telephones.from(inside));
        Answer created = press(
                seen.form(),
                "/records/new/person",
                Map.of("newLastName", "Inside" + own, "attachAs", CallerField.PHONE.fieldName()));
        assertThat(created.page().select("[data-notice=created]")).hasSize(1);
        assertThat(call(telephones.from(inside)).requestUser()).isEqualTo("inside" + own);
    }

    @Test
    void nameThatCameWithTheNumberIsSuggestedForTheNewPerson() {
        Seen seen = call(telephones.from(number, "Smith, Jane"));
        assertThat(seen.page().select("#newFirstName").val()).isEqualTo("Jane");
        assertThat(seen.page().select("#newLastName").val()).isEqualTo("Smith");
        Answer again = press(seen.form(), "/records/new/caller", Map.of("newFirstName", "", "newLastName", "Smythe"));
        assertThat(again.page().select("#newFirstName").val()).isEmpty();
        assertThat(again.page().select("#newLastName").val()).isEqualTo("Smythe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+13035550142", "<script>alert(1)</script>", "WIRELESS 7", "sip:jane@pbx.example", "\u0007"})
    void whatIsNoNameIsNotSuggested(String name) {
        Seen seen = call(telephones.from(number, name));
        assertThat(seen.page().select("#newFirstName").val()).isEmpty();
        assertThat(seen.page().select("#newLastName").val()).isEmpty();
    }

    @Test
    void linkCannotPassTheNumberOfACall() {
        person("anna", Map.of(CallerField.CELL_PHONE, number));
        Document page = desk.open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_number=" + number.replace(" ", "%20"))
                .page();
        assertThat(page.select("[data-notice=unknown-field]")).hasSize(1);
        assertThat(page.select("[name=requestUser]").val()).isEmpty();
    }
}
