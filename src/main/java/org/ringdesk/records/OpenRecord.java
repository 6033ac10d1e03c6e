package org.ringdesk.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller has open, as the form of a new record lists it.
 *
 * @param assignee by name; null while nobody works on it
 */
public record OpenRecord(
        RecordId id, String title, Status status, @Nullable String assignee, Instant createdAt) {
    static OpenRecord of(RecordSummary record) {
        RecordAgent assignee = record.assignee();
        return new OpenRecord(
                record.id(),
                record.title(),
                record.status(),
                assignee == null ? null : assignee.name(),
                record.createdAt());
    }
}
