package org.ringdesk.people;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People one at a time: the table {@code person} and the keys that go with a row. */
@Repository
class PersonRepository {
    private final JdbcClient jdbc;

    PersonRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Person> find(PersonId id) {
        return jdbc.sql("select " + PersonRows.COLUMNS + " from person where id = :id")
                .param("id", id.value())
                .query(PersonRows.MAPPER)
                .optional();
    }

    List<Person> all(Collection<PersonId> ids) {
        return jdbc.sql("select " + PersonRows.COLUMNS + " from person where id = any(:ids)")
                .param("ids", ids.stream().map(PersonId::value).toArray(Long[]::new))
                .query(PersonRows.MAPPER)
                .list();
    }

    Optional<Person> withUserName(String userName) {
        return jdbc.sql("select " + PersonRows.COLUMNS + " from person where lower(user_name) = lower(:userName)")
                .param("userName", userName)
                .query(PersonRows.MAPPER)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when person_user_name has the user name already */
    Person insert(PersonDetails details, Person.Origin origin, Instant now) {
        return jdbc.sql("""
                insert into person (user_name, first_name, last_name, email_address, sms_number, phone, cell_phone,
                    car_number, building, floor, cubic, cust_text1, cust_text2, cust_int1, cust_int2, display_name, company,
                    department, location, vip, language, notes, enabled, origin, created_at, updated_at)
                values (:user_name, :first_name, :last_name, :email_address, :sms_number, :phone, :cell_phone,
                    :car_number, :building, :floor, :cubic, :cust_text1, :cust_text2, :cust_int1, :cust_int2,
                    :display_name, :company, :department, :location, :vip, :language, :notes, :enabled, :origin, :now, :now)
                returning\s""" + PersonRows.COLUMNS)
                .params(values(details))
                .param("origin", origin.name().toLowerCase(Locale.ROOT))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(PersonRows.MAPPER)
                .single();
    }

    /** Empty when there is no such person in that version. */
    Optional<Person> update(PersonId id, int version, PersonDetails details, Instant now) {
        return jdbc.sql("""
                update person set user_name = :user_name, first_name = :first_name, last_name = :last_name,
                    email_address = :email_address, sms_number = :sms_number, phone = :phone, cell_phone = :cell_phone,
                    car_number = :car_number, building = :building, floor = :floor, cubic = :cubic,
                    cust_text1 = :cust_text1, cust_text2 = :cust_text2, cust_int1 = :cust_int1, cust_int2 = :cust_int2,
                    display_name = :display_name, company = :company, department = :department, location = :location,
                    vip = :vip, language = :language, notes = :notes, enabled = :enabled, version = version + 1,
                    updated_at = :now
                where id = :id and version = :version
                returning\s""" + PersonRows.COLUMNS)
                .params(values(details))
                .param("id", id.value())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(PersonRows.MAPPER)
                .optional();
    }

    /** Replaces what the person is found by; the row is locked by the change before. Returns what the numbers were. */
    Set<String> replaceKeys(Person person, List<PersonKey> keys, Set<String> words) {
        Set<String> numbers = removeKeys(person.id());
        jdbc.sql("""
                insert into person_key (person_id, field, key, disabled)
                select :id, field, key, :disabled from unnest(:fields::smallint[], :keys::text[]) as k (field, key)
                on conflict do nothing""")
                .param("id", person.id().value())
                .param("disabled", !person.enabled())
                .param("fields", keys.stream().map(PersonKey::field).toArray(Short[]::new))
                .param("keys", keys.stream().map(PersonKey::key).toArray(String[]::new))
                .update();
        jdbc.sql("insert into person_word (word, person_id) select unnest(:words::text[]), :id")
                .param("id", person.id().value())
                .param("words", words.toArray(String[]::new))
                .update();
        forgetChoicesOfOthersNumbers(person.id());
        return numbers;
    }

    /** Who has a number no more is not chosen for it any more either, nor when it comes back one day. */
    private void forgetChoicesOfOthersNumbers(PersonId id) {
        jdbc.sql("""
                delete from learned_choice l where l.person_id = :id
                    and not exists (select from person_key k where k.person_id = l.person_id and k.key = l.key)""").param("id", id.value()).update();
    }

    /** Returns what the person's numbers were compared by. */
    Set<String> removeKeys(PersonId id) {
        return new HashSet<>(jdbc.sql("""
                with words as (delete from person_word where person_id = :id),
                    keys as (delete from person_key where person_id = :id returning field, key)
                select key from keys where field = any(:numbers)""")
                .param("id", id.value())
                .param("numbers", PersonKeys.NUMBER_FIELDS)
                .query(String.class)
                .list());
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException when a foreign key points at the person */
    void delete(PersonId id) {
        jdbc.sql("delete from person where id = :id").param("id", id.value()).update();
    }

    private static Map<String, @Nullable Object> values(PersonDetails details) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (CallerField field : CallerField.values()) {
            String value = details.fields().get(field);
            boolean number = field.kind() == CallerField.Kind.INTEGER && value != null;
            values.put(field.fieldName(), number ? Long.valueOf(value) : value);
        }
        values.put("display_name", details.displayName());
        values.put("company", orNull(details.company()));
        values.put("department", orNull(details.department()));
        values.put("location", orNull(details.location()));
        values.put("vip", details.vip());
        values.put("language", orNull(details.language()));
        values.put("notes", orNull(details.notes()));
        values.put("enabled", details.enabled());
        return values;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
