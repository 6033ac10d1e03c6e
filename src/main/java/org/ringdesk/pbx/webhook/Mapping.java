package org.ringdesk.pbx.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the fields of {@link SentEvent} stand in another one's message, and what its values mean.
 *
 * @param fields by our name: a JSON pointer (RFC 6901), the name of a form's field, or a text in quotes
 * @param values by our name, a colon and the other one's value
 */
record Mapping(Map<String, String> fields, Map<String, String> values) {
    static final String FIELDS = "fields";
    static final String VALUES = "values";

    private static final Set<String> KNOWN = Set.of(
            "type",
            "id",
            "call",
            "at",
            "direction",
            "number",
            "name",
            "dialled",
            "queue",
            "digits",
            "cause",
            "target",
            "other",
            "leg.id",
            "leg.role",
            "leg.party",
            "leg.rang_at",
            "leg.answered_at");
    private static final int LONGEST_LINE = 400;
    private static final Pattern FIELD = Pattern.compile("([a-z_.]++)\\s*+=\\s*+(\\S.*+)");
    private static final Pattern VALUE = Pattern.compile("([a-z_.]++)\\s*+:\\s*+(.*?)=\\s*+(\\S*+)");

    /** @throws Refused 422 with the line that is none */
    static Mapping of(Map<String, String> settings) {
        Map<String, String> fields = new LinkedHashMap<>();
        settings.getOrDefault(FIELDS, "")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    Matcher parts = matched(FIELD, line);
                    fields.put(parts.group(1), checked(parts.group(2), line));
                });
        Map<String, String> values = new LinkedHashMap<>();
        settings.getOrDefault(VALUES, "")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    Matcher parts = matched(VALUE, line);
                    values.put(
                            parts.group(1)
                                    + ':'
                                    + Objects.requireNonNull(parts.group(2)).strip(),
                            parts.group(3));
                });
        return new Mapping(fields, values);
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher parts = pattern.matcher(line.strip());
        if (line.length() > LONGEST_LINE || !parts.matches() || !KNOWN.contains(parts.group(1))) {
            throw wrong(line);
        }
        return parts;
    }

    private static String checked(String place, String line) {
        try {
            if (place.startsWith("/")) {
                JsonPointer.compile(place);
            }
            return place;
        } catch (IllegalArgumentException e) {
            throw wrong(line);
        }
    }

    private static Refused wrong(String line) {
        return new Refused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "pbx.mapping.line",
                line.strip().substring(0, Math.min(line.strip().length(), LONGEST_LINE)));
    }

    /** Our event; empty where the message is of a type that has no meaning here. */
    Optional<SentEvent> event(JsonNode message, JsonMapper json) {
        ObjectNode event = json.createObjectNode();
        fields.forEach((name, place) -> {
            String found = at(message, place);
            String meant = values.getOrDefault(name + ':' + found, hasMeaning(name) ? "" : found);
            if (!meant.isEmpty()) {
                put(event, name, meant);
            }
        });
        return event.has("type") ? Optional.of(read(event, json)) : Optional.empty();
    }

    private static SentEvent read(ObjectNode event, JsonMapper json) {
        try {
            return json.treeToValue(event, SentEvent.class);
        } catch (JacksonException e) { // Such as a "perhaps" where only true and false are known.
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.json.form");
        }
    }

    /** Whether values of the field are translated: one without a translation says nothing then. */
    private boolean hasMeaning(String name) {
        return values.keySet().stream().anyMatch(value -> value.startsWith(name + ':'));
    }

    private static String at(JsonNode message, String place) {
        if (place.length() > 1 && place.startsWith("\"") && place.endsWith("\"")) {
            return place.substring(1, place.length() - 1);
        }
        JsonNode found = place.startsWith("/") ? message.at(place) : message.path(place);
        return found.isValueNode() && !found.isNull() ? found.asString() : "";
    }

    private static void put(ObjectNode event, String name, String value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            event.put(name, value);
        } else {
            event.withObject('/' + name.substring(0, dot)).put(name.substring(dot + 1), value);
        }
    }
}
