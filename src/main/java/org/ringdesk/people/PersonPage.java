package org.ringdesk.people;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A person's page.
 *
 * @param learned numbers of several people for which agents have chosen this one
 * @param forgotten the one of them that was just taken back; null for none
 * @param locked whether the viewer may not switch the person off, as administrators may
 */
public record PersonPage(
        Person person,
        List<Dialled> numbers,
        List<LearnedChoice> learned,
        @Nullable LearnedChoice forgotten,
        boolean locked) {
    private static final List<CallerField> NUMBERS =
            List.of(CallerField.PHONE, CallerField.CELL_PHONE, CallerField.SMS_NUMBER);

    /** Where the person sits, in the order of the page. */
    public static final List<String> PLACE =
            List.of("company", "department", "location", "building", "floor", "cubic", "car_number");

    /** The fields that administrators name. */
    public static final List<String> CUSTOM = List.of("cust_text1", "cust_text2", "cust_int1", "cust_int2");

    /**
     * A number that can be dialled.
     *
     * @param field the contract's name
     * @param address RFC 3966, such as {@code tel:+16175550123;ext=12}
     * @param key what it is compared by; empty for what cannot be dialled
     * @param label what it is the shared number of, or empty
     */
    public record Dialled(String field, String written, String address, String key, String label) {}

    static PersonPage of(Person person, PersonKeys keys) {
        return of(person, keys, List.of(), null, Map.of(), false);
    }

    static PersonPage of(
            Person person,
            PersonKeys keys,
            List<LearnedChoice> learned,
            @Nullable LearnedChoice forgotten,
            Map<String, String> labels,
            boolean locked) {
        return new PersonPage(
                person,
                NUMBERS.stream()
                        .filter(field -> person.details().fields().get(field) != null)
                        .map(field -> number(field, person.details().fields().text(field), keys, labels))
                        .toList(),
                learned,
                forgotten,
                locked);
    }

    private static Dialled number(CallerField field, String written, PersonKeys keys, Map<String, String> labels) {
        String dialled = keys.numberKey(written).orElse("");
        return new Dialled(
                field.fieldName(),
                written,
                dialled.isEmpty() ? "" : "tel:" + dialled.replace(";", ";ext="),
                dialled,
                labels.getOrDefault(dialled, ""));
    }

    /** The numbers that can be dialled, each once. */
    public List<Dialled> dialled() {
        var seen = new HashSet<String>();
        return numbers.stream()
                .filter(number -> !number.key().isEmpty() && seen.add(number.key()))
                .toList();
    }

    /** What the person's numbers are compared by. */
    static List<String> keys(Person person, PersonKeys keys) {
        return NUMBERS.stream()
                .flatMap(field -> Stream.ofNullable(person.details().fields().get(field)))
                .flatMap(written -> keys.numberKey(written).stream())
                .toList();
    }

    public String value(String field) {
        return PersonChange.value(person.details(), field);
    }

    /** Whether any of the fields has a value. */
    public boolean any(List<String> fields) {
        return fields.stream().anyMatch(field -> !value(field).isEmpty());
    }

    /** Whether mail could be sent to the address as it is written: a soft check, nothing is refused for it. */
    public boolean emailPlausible() {
        return value("email_address").matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    }

    /** The list of the person's records. */
    public String records() {
        return UriComponentsBuilder.fromPath("/records")
                .queryParam("request_user", "{user}")
                .queryParam("state", "all")
                .encode()
                .buildAndExpand(person.userName())
                .toUriString();
    }
}
