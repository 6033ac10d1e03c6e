package org.ringdesk.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands, with the names of everything it points at.
 *
 * @param version counts the changes, for optimistic locking
 * @param submitter who wrote it down; null where that was a program
 * @param closedAt set while the status is a closed one
 */
public record ServiceRecord(
        RecordId id,
        int version,
        RecordDetails details,
        Status status,
        Priority priority,
        @Nullable Category category,
        @Nullable RecordPerson requester,
        @Nullable RecordPerson submitter,
        @Nullable RecordAgent assignee,
        Source source,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt) {

    public boolean closed() {
        return closedAt != null;
    }
}
