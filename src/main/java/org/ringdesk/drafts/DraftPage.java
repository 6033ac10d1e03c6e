package org.ringdesk.drafts;

import java.util.List;
import java.util.Map;

/**
 * The text of a draft for itself.
 *
 * @param fields what was typed, by label
 */
public record DraftPage(Draft draft, boolean discarded, List<Field> fields) {
    /**
     * @param label a key of the bundles
     */
    public record Field(String label, String value) {}

    static DraftPage of(Draft draft, KeptForm form, DraftKind kind) {
        List<Field> fields = form.typed().entrySet().stream()
                .filter(field -> !field.getValue().isBlank())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(field -> kind.label(field.getKey()).map(label -> new Field(label, field.getValue())).stream())
                .toList();
        return new DraftPage(draft, form.draft().discarded(), fields);
    }
}
