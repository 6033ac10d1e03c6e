package org.ringdesk.records;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringdesk.platform.ShortDigest;

/**
 * What a form showed when it was opened, as short digests that the form carries along: they tell what its agent changed
 * from what somebody else changed meanwhile.
 */
record SeenFields(Map<RecordField, String> digests) {
    static SeenFields of(Map<String, String> typed) {
        Map<RecordField, String> digests = new EnumMap<>(RecordField.class);
        for (RecordField field : RecordField.values()) {
            digests.put(field, digest(field, typed.getOrDefault(field.formName(), "")));
        }
        return new SeenFields(digests);
    }

    /** Anything but {@link #text} reads as having seen nothing. */
    static SeenFields read(String text) {
        String[] parts = text.split("\\.", -1);
        Map<RecordField, String> digests = new EnumMap<>(RecordField.class);
        if (parts.length == RecordField.values().length) {
            int next = 0;
            for (RecordField field : RecordField.values()) {
                digests.put(field, parts[next++]);
            }
        }
        return new SeenFields(digests);
    }

    String text() {
        return Arrays.stream(RecordField.values())
                .map(field -> digests.getOrDefault(field, ""))
                .collect(Collectors.joining("."));
    }

    boolean known() {
        return !digests.isEmpty();
    }

    /** As if the form had just been opened, but for those fields. */
    SeenFields renewed(Map<String, String> now, Set<RecordField> butFor) {
        Map<RecordField, String> renewed = new EnumMap<>(of(now).digests);
        for (RecordField field : RecordField.values()) {
            if (butFor.contains(field.belowCategory() ? RecordField.CATEGORY : field)) {
                renewed.put(field, digests.getOrDefault(field, ""));
            }
        }
        return new SeenFields(renewed);
    }

    /** The fields that hold something else than was seen; the levels of a category stand and fall together. */
    Set<RecordField> changedIn(Map<String, String> typed) {
        Set<RecordField> changed = EnumSet.noneOf(RecordField.class);
        SeenFields now = of(typed);
        for (RecordField field : RecordField.values()) {
            if (!now.digests.getOrDefault(field, "").equals(digests.get(field))) {
                changed.add(field.belowCategory() ? RecordField.CATEGORY : field);
            }
        }
        return changed;
    }

    private static String digest(RecordField field, String text) {
        String same = switch (field) {
            case RESTRICTED -> Boolean.toString(RecordInputs.isYes(text));
            case TITLE,
                    REQUEST_USER,
                    TYPE,
                    STATUS,
                    ASSIGNEE,
                    CATEGORY,
                    SUBCATEGORY,
                    THIRD_LEVEL,
                    URGENCY,
                    IMPACT,
                    DUE_AT -> CleanText.line(text);
            case DESCRIPTION, SOLUTION -> CleanText.lines(text);
        };
        return ShortDigest.of(same);
    }
}
