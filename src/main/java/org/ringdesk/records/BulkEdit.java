package org.ringdesk.records;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/**
 * What is to be done to many records at once.
 *
 * @param picked in the versions that the list showed
 * @param status null to leave it
 * @param assigned whether to set the assignee
 * @param assignee to whom; null for nobody
 */
record BulkEdit(
        List<Picked> picked,
        @Nullable Status status,
        boolean assigned,
        @Nullable AccountId assignee) {

    record Picked(RecordId id, int version) {}

    boolean empty() {
        return picked.isEmpty() || (status == null && !assigned);
    }

    RecordDetails of(RecordDetails details) {
        RecordDetails moved = status == null ? details : details.withStatus(status.id());
        return assigned ? moved.withAssignee(assignee) : moved;
    }
}
