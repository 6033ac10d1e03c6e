package org.ringdesk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/**
 * What an agent did to many records at once, and what became of each.
 *
 * @param status what they were set to; null where it was left as it was
 * @param assigned whether the assignee was set
 * @param assignee to whom; null for nobody
 * @param undoneAt null while it holds
 */
public record BulkChange(
        UUID id,
        @Nullable Status status,
        boolean assigned,
        @Nullable AccountId assignee,
        Instant madeAt,
        @Nullable Instant undoneAt,
        List<Item> items) {
    /** So long it may be undone. */
    static final Duration UNDOABLE = Duration.ofMinutes(30);

    /** What became of a record. */
    public enum Outcome {
        CHANGED,
        /** Left alone: somebody changed it after the list was shown. */
        STALE,
        /** Left alone: it is gone, or not for this agent. */
        HIDDEN,
        RESTORED,
        /** Not restored: somebody changed it since. */
        KEPT
    }

    /** A record of the change. */
    public record Item(RecordId record, Outcome outcome) {}

    public List<RecordId> with(Outcome outcome) {
        return items.stream()
                .filter(item -> item.outcome() == outcome)
                .map(Item::record)
                .toList();
    }

    /** What was done, as a message of number of records, status and assignee. */
    public String textKey() {
        String to = assignee == null ? "nobody" : "somebody";
        if (status == null) {
            return "records.bulk.assigned-to-" + to;
        }
        String moved = status.closed() ? "records.bulk.closed" : "records.bulk.moved";
        return assigned ? moved + "-and-assigned-to-" + to : moved;
    }

    public boolean undone() {
        return undoneAt != null;
    }

    public boolean undoable(Instant now) {
        return undoneAt == null
                && now.isBefore(madeAt.plus(UNDOABLE))
                && !with(Outcome.CHANGED).isEmpty();
    }
}
