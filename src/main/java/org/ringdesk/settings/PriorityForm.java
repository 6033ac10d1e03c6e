package org.ringdesk.settings;

import java.util.Map;
import java.util.Optional;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Level;
import org.ringdesk.records.Priority;
import org.ringdesk.records.PriorityMatrix;
import org.springframework.http.HttpStatus;

/** A matrix of priorities as a form says it: a field for each cell, such as {@code high-low}. */
final class PriorityForm {
    private PriorityForm() {}

    /** @throws Refused 422 where a cell is missing or is no priority */
    static PriorityMatrix chosen(Map<String, String> typed) {
        PriorityMatrix matrix = PriorityMatrix.USUAL;
        for (Level urgency : Level.values()) {
            for (Level impact : Level.values()) {
                String cell = typed.getOrDefault(urgency.apiName() + "-" + impact.apiName(), "");
                matrix = matrix.with(urgency, impact, priority(cell));
            }
        }
        return matrix;
    }

    /** What the form showed when it was opened. */
    static PriorityMatrix seen(Map<String, String> typed) {
        return PriorityMatrix.read(typed.getOrDefault("seen", "")).orElseThrow(PriorityForm::unreadable);
    }

    private static Priority priority(String code) {
        return Optional.of(code)
                .filter(text -> text.matches("[1-5]"))
                .flatMap(text -> Priority.withCode(Integer.parseInt(text)))
                .orElseThrow(PriorityForm::unreadable);
    }

    private static Refused unreadable() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.unreadable");
    }
}
