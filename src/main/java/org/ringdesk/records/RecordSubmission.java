package org.ringdesk.records;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a record's page or from the page of a conflict.
 *
 * @param version the version that the page showed
 * @param seen what it showed
 * @param typed what its fields hold, by the form's names; what the page did not send is as the record has it
 */
record RecordSubmission(
        int version,
        SeenFields seen,
        Map<String, String> typed,
        Action action,
        String note,
        String minutes,
        @Nullable UUID noteSubmission) {

    /** The page's buttons. */
    enum Action {
        SAVE,
        TAKE,
        CLOSE,
        REOPEN;

        static Action named(String name) {
            return switch (name) {
                case "take" -> TAKE;
                case "close" -> CLOSE;
                case "reopen" -> REOPEN;
                default -> SAVE;
            };
        }
    }

    /**
     * @param current what the form would hold now
     */
    static RecordSubmission of(Map<String, String> parameters, Map<String, String> current) {
        Map<RecordField, String> sent = new EnumMap<>(RecordField.class);
        for (RecordField field : RecordField.values()) {
            RecordField leader = field.belowCategory() ? RecordField.CATEGORY : field;
            String value = parameters.get(field.formName());
            if (value != null && !"theirs".equals(parameters.get("keep." + leader.formName()))) {
                sent.put(field, value);
            }
        }
        return new RecordSubmission(
                number(parameters.getOrDefault("version", "")),
                SeenFields.read(parameters.getOrDefault("seen", "")),
                RecordInputs.over(current, sent),
                Action.named(parameters.getOrDefault("action", "")),
                parameters.getOrDefault("note", ""),
                parameters.getOrDefault("minutes", ""),
                uuid(parameters.getOrDefault("noteSubmission", "")).orElse(null));
    }

    RecordSubmission with(RecordField field, String value) {
        Map<String, String> changed = new HashMap<>(typed);
        changed.put(field.formName(), value);
        return new RecordSubmission(version, seen, changed, action, note, minutes, noteSubmission);
    }

    /** What the agent changed: against what the page showed, or else against what the form would hold now. */
    Set<RecordField> changed(Map<String, String> current) {
        return (seen.known() ? seen : SeenFields.of(current)).changedIn(typed);
    }

    /** What others changed since the page was opened; whatever differs, where the page did not say what it showed. */
    Set<RecordField> changedMeanwhile(Map<String, String> current) {
        return seen.known() ? seen.changedIn(current) : changed(current);
    }

    /** The same with what the agent changed put over what the form would hold now. */
    RecordSubmission mergedInto(Map<String, String> current, Set<RecordField> mine) {
        RecordSubmission merged = this;
        for (RecordField field : RecordField.values()) {
            if (!mine.contains(field.belowCategory() ? RecordField.CATEGORY : field)) {
                merged = merged.with(field, current.getOrDefault(field.formName(), ""));
            }
        }
        return merged;
    }

    String text(RecordField field) {
        return typed.getOrDefault(field.formName(), "");
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
