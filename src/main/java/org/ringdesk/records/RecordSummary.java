package org.ringdesk.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record as lists show it: without its texts. */
public record RecordSummary(
        RecordId id,
        int version,
        RecordType type,
        String title,
        Status status,
        Level urgency,
        Level impact,
        Priority priority,
        @Nullable Category category,
        @Nullable RecordPerson requester,
        @Nullable RecordAgent assignee,
        Source source,
        boolean restricted,
        @Nullable Instant dueAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt) {}
