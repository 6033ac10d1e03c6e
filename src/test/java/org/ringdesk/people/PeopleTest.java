package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class PeopleTest {
    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MessageSource messages;

    @Test
    void aNewPersonIsFoundByUserNameIgnoringCase() {
        Person created = create("Jane.Doe.1", Map.of(CallerField.FIRST_NAME, "Jane", CallerField.LAST_NAME, "Doe"));

        assertThat(people.withUserName(" JANE.doe.1 ")).contains(created);
        assertThat(people.find(created.id())).contains(created);
        assertThat(created.displayName()).isEqualTo("Jane Doe");
        assertThat(created.version()).isEqualTo(1);
    }

    @Test
    void withoutAnyNameTheUserNameIsShown() {
        assertThat(create("nameless.1", Map.of()).displayName()).isEqualTo("nameless.1");
    }

    @Test
    void aUserNameIsOnePersonsOnlyIgnoringCase() {
        Person first = create("Taken.User", Map.of(CallerField.FIRST_NAME, "Tess"));

        assertThatThrownBy(() -> create("tAKEN.uSER", Map.of()))
                .isInstanceOfSatisfying(InvalidPerson.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT);
                    assertThat(texts(refusal)).containsExactly("user_name: Tess has the user name Taken.User already.");
                });
        assertThat(people.withUserName("taken.user")).contains(first);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var fields = Map.of(
                CallerField.USER_NAME, "a\u0000b",
                CallerField.FLOOR, "x".repeat(201),
                CallerField.CUST_INT1, "12a",
                CallerField.CUST_INT2, "9223372036854775808");
        var details = details(fields, "", "not a language!");

        assertThatThrownBy(() -> people.create(details, Person.Origin.LOCAL))
                .isInstanceOfSatisfying(
                        InvalidPerson.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(PersonProblem::field)
                                .containsExactly("user_name", "floor", "cust_int1", "cust_int2", "language"));
    }

    @Test
    void keysChangeWithThePerson() {
        Person person = create("keyed.1", Map.of(CallerField.PHONE, "+1 617 555 0101"));
        List<String> before = keys(person);

        Person changed = people.update(
                person.id(),
                person.version(),
                details(Map.of(CallerField.USER_NAME, "keyed.1", CallerField.PHONE, "+1 617 555 0102"), "", ""));

        assertThat(before).contains("+16175550101");
        assertThat(keys(changed)).contains("+16175550102").doesNotContain("+16175550101");
        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void aChangeMadeFromAnOldVersionIsRefusedAndCarriesTheNewest() {
        Person person = create("stale.1", Map.of());
        Person newest = people.update(
                person.id(), 1, details(Map.of(CallerField.USER_NAME, "stale.1", CallerField.FLOOR, "2"), "", ""));

        assertThatThrownBy(() -> people.update(person.id(), 1, person.details()))
                .isInstanceOfSatisfying(
                        StalePerson.class,
                        refusal -> assertThat(refusal.current()).isEqualTo(newest));
    }

    @Test
    void aDisabledPersonsKeysSaySo() {
        Person person = create("disabled.1", Map.of());

        Person disabled = people.disable(person.id(), Editor.ADMINISTRATOR);

        assertThat(disabled.enabled()).isFalse();
        assertThat(jdbc.sql("select bool_and(disabled) from person_key where person_id = :id")
                        .param("id", person.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(people.enable(person.id(), Editor.ADMINISTRATOR).enabled()).isTrue();
    }

    @Test
    void aPersonWithoutRecordsIsDeletedWithAllKeys() {
        Person person = create("deleted.1", Map.of());

        people.delete(person.id());

        assertThat(people.find(person.id())).isEmpty();
        assertThat(keys(person)).isEmpty();
    }

    @Test
    void aPersonThatRecordsPointAtStaysAndTheReasonNamesThem() {
        Person person = create("used.1", Map.of(CallerField.FIRST_NAME, "Uwe"));
        for (int i = 0; i < 3; i++) {
            jdbc.sql("""
                    insert into service_record (type, title, status_id, urgency, impact, priority, source, request_user_id)
                    values (1, 'Used', 1, 2, 2, 3, 'api', :id)""").param("id", person.id().value()).update();
        }

        assertThatThrownBy(() -> people.delete(person.id())).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(messages.getMessage(refusal, Locale.ENGLISH))
                    .isEqualTo("Uwe cannot be deleted: request user of 3 records."
                            + " Disable the person instead; nothing is lost then.");
        });
        assertThat(people.find(person.id())).isPresent();
    }

    private Person create(String userName, Map<CallerField, String> fields) {
        Map<CallerField, String> all = new EnumMap<>(CallerField.class);
        all.putAll(fields);
        all.put(CallerField.USER_NAME, userName);
        return people.create(details(all, "", ""), Person.Origin.LOCAL);
    }

    private static PersonDetails details(Map<CallerField, String> fields, String displayName, String language) {
        return new PersonDetails(new CallerFields(fields), displayName, "", "", "", false, language, "", true);
    }

    private List<String> keys(Person person) {
        return jdbc.sql("select key from person_key where person_id = :id")
                .param("id", person.id().value())
                .query((row, number) -> row.getString("key"))
                .list();
    }

    private List<String> texts(InvalidPerson refusal) {
        return refusal.problems().stream()
                .map(problem -> problem.field() + ": " + messages.getMessage(problem, Locale.ENGLISH))
                .toList();
    }
}
