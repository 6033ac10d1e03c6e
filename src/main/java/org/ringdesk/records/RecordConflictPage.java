package org.ringdesk.records;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringdesk.drafts.DraftKey;

/**
 * Two versions of a record, to choose from field by field.
 *
 * @param seen what the current version holds
 * @param typed what the agent typed; travels along, so that choosing again loses nothing
 */
public record RecordConflictPage(
        ServiceRecord current,
        String seen,
        Map<String, String> typed,
        List<Row> rows,
        String note,
        String minutes,
        UUID noteSubmission) {

    /** The draft of the form that was in conflict. */
    public DraftKey draft() {
        return RecordDrafts.key(current.id(), noteSubmission);
    }

    /**
     * A field that the two versions disagree about.
     *
     * @param theirs the current value
     * @param mine what the agent would have made of it
     * @param keepTheirs whether only somebody else changed it
     */
    public record Row(RecordField field, String theirs, String mine, boolean keepTheirs) {}
}
