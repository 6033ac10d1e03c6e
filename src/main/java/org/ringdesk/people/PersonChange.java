package org.ringdesk.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values for some of a person's fields, by the contract's names, as texts: what a form, the API and a line of a CSV file
 * have in common. A name that is absent leaves the field as it was, an empty text clears it.
 */
final class PersonChange {
    private static final List<String> OTHERS =
            List.of("display_name", "company", "department", "location", "vip", "enabled", "language", "notes");

    /** All names, the fifteen caller fields first. */
    static final List<String> NAMES = Stream.concat(
                    Arrays.stream(CallerField.values()).map(CallerField::fieldName), OTHERS.stream())
            .toList();

    /** What a new person starts from. */
    static final PersonDetails NOBODY =
            new PersonDetails(new CallerFields(Map.of()), "", "", "", "", false, "", "", true);

    private final Function<String, @Nullable String> given;
    private final List<PersonProblem> problems = new ArrayList<>();

    private PersonChange(Function<String, @Nullable String> given) {
        this.given = given;
    }

    /** The details with the change made, in the form in which they are kept, and all that stands against them. */
    static PersonChecks.Checked make(PersonDetails from, Function<String, @Nullable String> given) {
        var change = new PersonChange(given);
        PersonChecks.Checked checked = PersonChecks.check(change.onto(from));
        return new PersonChecks.Checked(
                checked.details(),
                Stream.concat(checked.problems().stream(), change.problems.stream())
                        .toList());
    }

    /** The value of a field by its name, as text. */
    static String value(PersonDetails details, String name) {
        return switch (name) {
            case "display_name" -> details.displayName();
            case "company" -> details.company();
            case "department" -> details.department();
            case "location" -> details.location();
            case "vip" -> Boolean.toString(details.vip());
            case "enabled" -> Boolean.toString(details.enabled());
            case "language" -> details.language();
            case "notes" -> details.notes();
            default -> CallerField.named(name).map(details.fields()::text).orElse("");
        };
    }

    private PersonDetails onto(PersonDetails from) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        for (CallerField field : CallerField.values()) {
            fields.put(field, text(field.fieldName(), from.fields().text(field)));
        }
        return new PersonDetails(
                new CallerFields(fields),
                text("display_name", from.displayName()),
                text("company", from.company()),
                text("department", from.department()),
                text("location", from.location()),
                truth("vip", from.vip(), false),
                text("language", from.language()),
                text("notes", from.notes()),
                truth("enabled", from.enabled(), true));
    }

    private String text(String name, String before) {
        String value = given.apply(name);
        return value == null ? before : value;
    }

    private boolean truth(String name, boolean before, boolean cleared) {
        String value = given.apply(name);
        if (value == null) {
            return before;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "" -> cleared;
            case "true", "yes", "y", "1", "on" -> true;
            case "false", "no", "n", "0", "off" -> false;
            default -> {
                problems.add(new PersonProblem(name, "people.problem.no-truth"));
                yield before;
            }
        };
    }
}
