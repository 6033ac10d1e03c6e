package org.ringdesk.records;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerFields;
import org.ringdesk.people.Numbers;
import org.ringdesk.people.PassedField;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonDetails;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Gives a caller's data that belongs to nobody to a person, or makes a person of it. */
@Component
class CallerAttaching {
    private final People people;
    private final Numbers numbers;

    CallerAttaching(People people, Numbers numbers) {
        this.people = people;
        this.numbers = numbers;
    }

    /**
     * @param as the field to keep the number in, where the person has several; otherwise the field it came in
     * @throws Refused when the person's field holds something else already
     */
    Person attach(Person person, List<PassedField> passed, Optional<CallerField> as) {
        Map<CallerField, String> values = new EnumMap<>(CallerField.class);
        values.putAll(person.details().fields().values());
        given(passed, as).forEach((field, value) -> put(values, field, value, person));
        return people.update(person.id(), person.version(), with(person.details(), values));
    }

    /** What there is to keep of the caller, by the field to keep it in. */
    private Map<CallerField, String> given(List<PassedField> passed, Optional<CallerField> as) {
        Map<CallerField, String> given = new EnumMap<>(CallerField.class);
        for (PassedField field : passed) {
            if (field.ofCall()) {
                given.put(as.filter(CallerAttaching::isNumber).orElse(CallerField.PHONE), number(field.value()));
            } else {
                CallerField.named(field.name())
                        .ifPresent(named -> given.put(
                                as.filter(chosen -> chosen.kind() == named.kind())
                                        .orElse(named),
                                plus(named, field.value())));
            }
        }
        return given;
    }

    private static boolean isNumber(CallerField field) {
        return field.kind() == CallerField.Kind.NUMBER;
    }

    /** As people write it: a phone system may have called it {@code "Jane" <sip:+16175550142@pbx>}. */
    private String number(String delivered) {
        return numbers.read(delivered)
                .map(Numbers.Read::shown)
                .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "records.caller.no-number"));
    }

    private static void put(Map<CallerField, String> values, CallerField field, String value, Person person) {
        String before = values.put(field, value);
        if (before != null && !before.equals(value)) {
            throw new Refused(
                    HttpStatus.CONFLICT, "records.caller.taken", person.displayName(), field.fieldName(), before);
        }
    }

    /** A plus arrives as a blank. */
    private static String plus(CallerField field, String value) {
        boolean lostPlus = field.kind() == CallerField.Kind.NUMBER && value.matches(" +\\d.*");
        return lostPlus ? "+" + value.strip() : value.strip();
    }

    private static PersonDetails with(PersonDetails details, Map<CallerField, String> values) {
        return new PersonDetails(
                new CallerFields(values),
                details.displayName(),
                details.company(),
                details.department(),
                details.location(),
                details.vip(),
                details.language(),
                details.notes(),
                details.enabled());
    }

    /** A new person with the caller's data; the user name is made of the names where none was typed. */
    Person create(NewRecordForm form, List<PassedField> passed) {
        Map<CallerField, String> values = new EnumMap<>(CallerField.class);
        values.putAll(given(passed, CallerField.named(form.text("attachAs"))));
        values.put(CallerField.FIRST_NAME, form.text("newFirstName"));
        values.put(CallerField.LAST_NAME, form.text("newLastName"));
        values.put(CallerField.USER_NAME, userName(form));
        var details = new PersonDetails(new CallerFields(values), "", "", "", "", false, "", "", true);
        return people.create(details, Person.Origin.LOCAL);
    }

    private static String userName(NewRecordForm form) {
        if (form.has("newUserName")) {
            return form.text("newUserName");
        }
        String first = form.text("newFirstName").strip();
        String initial = first.isEmpty() ? "" : first.substring(0, first.offsetByCodePoints(0, 1)) + ".";
        return (initial + form.text("newLastName").strip())
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
    }
}
