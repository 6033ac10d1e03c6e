package org.ringdesk.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** How the API writes and reads a person: a flat object with the contract's names. */
final class PersonJson {
    private PersonJson() {}

    /** Fields without a value are null; whole numbers are numbers. */
    static Map<String, @Nullable Object> of(Person person) {
        PersonDetails details = person.details();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", person.id().value());
        json.put("version", person.version());
        for (CallerField field : CallerField.values()) {
            String value = details.fields().get(field);
            boolean number = value != null && field.kind() == CallerField.Kind.INTEGER;
            json.put(field.fieldName(), number ? Long.valueOf(value) : value);
        }
        json.put("display_name", details.displayName());
        json.put("company", orNull(details.company()));
        json.put("department", orNull(details.department()));
        json.put("location", orNull(details.location()));
        json.put("vip", details.vip());
        json.put("enabled", details.enabled());
        json.put("language", orNull(details.language()));
        json.put("notes", orNull(details.notes()));
        json.put("origin", person.origin().name().toLowerCase(Locale.ROOT));
        json.put("created_at", person.createdAt());
        json.put("updated_at", person.updatedAt());
        return json;
    }

    /**
     * The values of an object by name; null and the empty text both clear.
     *
     * @param also names that are allowed besides a person's fields, and not returned
     * @throws InvalidPerson with 422 naming every property that is none or has no plain value
     */
    static Map<String, String> read(JsonNode body, Set<String> also) {
        if (!body.isObject()) {
            throw new InvalidPerson(
                    HttpStatus.UNPROCESSABLE_CONTENT, List.of(new PersonProblem("", "people.problem.no-object")));
        }
        Map<String, String> values = new HashMap<>();
        List<PersonProblem> problems = new ArrayList<>();
        body.forEachEntry((name, value) -> {
            if (!PersonChange.NAMES.contains(name) && !also.contains(name)) {
                problems.add(new PersonProblem(
                        name, "people.problem.unknown-property", String.join(", ", PersonChange.NAMES)));
            } else if (value.isContainer()) {
                problems.add(new PersonProblem(name, "people.problem.no-plain-value"));
            } else if (!also.contains(name)) {
                values.put(name, value.isNull() ? "" : value.asString());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidPerson(HttpStatus.UNPROCESSABLE_CONTENT, problems);
        }
        return values;
    }

    /** The version that a change was made from, or null where it does not say. */
    static @Nullable Integer version(JsonNode body) {
        JsonNode version = body.path("version");
        if (version.isMissingNode() || version.isNull()) {
            return null;
        }
        if (!version.canConvertToInt()) {
            throw new InvalidPerson(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    List.of(new PersonProblem("version", "people.problem.no-version")));
        }
        return version.intValue();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
