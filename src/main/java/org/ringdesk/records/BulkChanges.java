package org.ringdesk.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of many records in one transaction, and taking them back. A record that has changed since it was shown is left
 * alone both ways; everything else is written like a change of one record, history included.
 */
@Service
class BulkChanges {
    /** As many as a page of the list shows. */
    static final int MOST = RecordListPages.PAGE;

    /** After that it is forgotten what there was to undo. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Records records;
    private final RecordRepository repository;
    private final BulkChangeRepository changes;
    private final Clock clock;

    BulkChanges(Records records, RecordRepository repository, BulkChangeRepository changes, Clock clock) {
        this.records = records;
        this.repository = repository;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws Refused 400 for more records than a page of the list shows */
    @Transactional
    UUID make(BulkEdit edit, Reader by) {
        if (edit.picked().size() > MOST) {
            throw new Refused(HttpStatus.BAD_REQUEST, "records.bulk.too-many", MOST);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        changes.forgetBefore(now.minus(KEPT));
        UUID id = changes.begin(edit, by, now);
        // In one order, so that two agents at once wait for each other and never in a circle.
        edit.picked().stream()
                .sorted(Comparator.comparingLong(picked -> picked.id().value()))
                .forEach(picked -> change(id, picked, edit, by));
        return id;
    }

    private void change(UUID change, BulkEdit.Picked picked, BulkEdit edit, Reader by) {
        Optional<ServiceRecord> before = locked(picked.id(), by);
        if (before.isEmpty()) {
            changes.leftAlone(change, picked.id(), BulkChange.Outcome.HIDDEN);
        } else if (before.get().version() != picked.version()) {
            changes.leftAlone(change, picked.id(), BulkChange.Outcome.STALE);
        } else {
            ServiceRecord after = records.update(
                    picked.id(), picked.version(), edit.of(before.get().details()), by);
            changes.changed(change, before.get(), after.version());
        }
    }

    /** The change, where this reader made it and it is remembered. */
    Optional<BulkChange> find(UUID id, Reader reader) {
        return changes.find(id, reader);
    }

    /** @throws Refused 409 where there is nothing to undo any more */
    @Transactional
    void undo(UUID id, Reader by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        changes.lock(id);
        if (changes.find(id, by).filter(change -> change.undoable(now)).isEmpty()) {
            throw new Refused(HttpStatus.CONFLICT, "records.bulk.not-undoable");
        }
        changes.former(id).forEach(former -> changes.outcome(id, former.id(), restored(former, by)));
        changes.undone(id, now);
    }

    private BulkChange.Outcome restored(BulkChangeRepository.Former former, Reader by) {
        ServiceRecord current = locked(former.id(), by).orElse(null);
        if (current == null || current.version() != former.version()) {
            return BulkChange.Outcome.KEPT;
        }
        RecordDetails details = current.details().withStatus(former.status()).withAssignee(former.assignee());
        records.update(former.id(), former.version(), details, by);
        repository.closedAt(former.id(), former.closedAt());
        return BulkChange.Outcome.RESTORED;
    }

    private Optional<ServiceRecord> locked(RecordId id, Reader by) {
        if (!repository.lock(id)) {
            return Optional.empty();
        }
        @Nullable ServiceRecord record = repository.find(id).orElse(null);
        return Optional.ofNullable(record).filter(found -> records.sees(found, by));
    }
}
