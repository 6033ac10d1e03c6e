package org.ringdesk.people;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller fields of one person as written, blanks at the ends removed; a field without a value is absent. */
public record CallerFields(Map<CallerField, String> values) {
    public CallerFields {
        var kept = new EnumMap<CallerField, String>(CallerField.class);
        values.forEach((field, value) -> {
            if (!value.isBlank()) {
                kept.put(field, value.strip());
            }
        });
        values = Collections.unmodifiableMap(kept);
    }

    public @Nullable String get(CallerField field) {
        return values.get(field);
    }

    /** What a telephone needs of a written number. */
    public String dialled(CallerField field) {
        return text(field).replaceAll("[^0-9+*#]", "");
    }

    /** The value, or the empty string: for pages. */
    public String text(CallerField field) {
        return values.getOrDefault(field, "");
    }
}
