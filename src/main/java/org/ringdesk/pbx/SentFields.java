package org.ringdesk.pbx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.SentText;
import tools.jackson.databind.JsonNode;

/** The fields of a query, a form or a flat JSON object, as they were sent. The first name wins over the ones after it. */
public record SentFields(Map<String, List<String>> values) {
    private static final int MOST = 200;

    /** @param raw a query or a form, undecoded; null where there is none */
    public static SentFields ofForm(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Stream.of(Objects.requireNonNullElse(raw, "").split("&", MOST + 1))
                .limit(MOST)
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> {
                    int equals = pair.indexOf('=');
                    String name = SentText.decode(equals < 0 ? pair : pair.substring(0, equals));
                    String value = equals < 0 ? "" : SentText.decode(pair.substring(equals + 1));
                    values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
                });
        return new SentFields(values);
    }

    public static SentFields ofForm(byte[] body) {
        return ofForm(new String(body, StandardCharsets.ISO_8859_1).strip());
    }

    /** Objects within the object are left out. */
    public static SentFields ofJson(JsonNode json) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        json.properties().forEach(field -> values.put(field.getKey(), texts(field.getValue())));
        return new SentFields(values);
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .limit(MOST)
                    .flatMap(item -> texts(item).stream())
                    .toList();
        }
        return value.isNull() || value.isObject() ? List.of() : List.of(value.asString());
    }

    /** These, and those of the other for the names that are not here. */
    public SentFields or(SentFields other) {
        Map<String, List<String>> all = new LinkedHashMap<>(other.values);
        all.putAll(values);
        return new SentFields(all);
    }

    /** About how many bytes they take. */
    public int size() {
        return values.entrySet().stream()
                .mapToInt(field -> 2 * field.getKey().length()
                        + field.getValue().stream()
                                .mapToInt(value -> 2 * value.length())
                                .sum())
                .sum();
    }

    /** The value of the first of the names that has one; empty where none has. */
    public String text(String... names) {
        return texts(names).stream().findFirst().orElse("");
    }

    /** All values of the first of the names that has any, without empty ones. */
    public List<String> texts(String... names) {
        for (String name : names) {
            List<String> found = values.getOrDefault(name, List.of()).stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
