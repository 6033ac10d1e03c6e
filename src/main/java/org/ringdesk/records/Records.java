package org.ringdesk.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Actor;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service records. Every change also writes down who made it, and what it was before. */
@Service
public class Records {
    /** As many changes and as many notes as a page shows. */
    static final int MOST_HISTORY = 300;

    private final RecordRepository repository;
    private final RecordHistory history;
    private final RecordList list;
    private final Catalog catalog;
    private final Drafts drafts;
    private final Clock clock;

    Records(
            RecordRepository repository,
            RecordHistory history,
            RecordList list,
            Catalog catalog,
            Drafts drafts,
            Clock clock) {
        this.drafts = drafts;
        this.repository = repository;
        this.history = history;
        this.list = list;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Makes a record; where the submission has made one already, that one is answered and nothing is written. */
    @Transactional
    public SavedRecord create(NewRecord record, Actor actor) {
        boolean closed = catalog.statusOf(record.details().status()).closed();
        Instant now = now();
        Optional<RecordId> made = pointingAtWhatIs(() -> repository.insert(record, actor, closed, now));
        made.ifPresent(id -> history.created(id, actor, now));
        if (made.isPresent() && record.submission() != null) {
            drafts.done(record.submission());
        }
        return made.map(id -> new SavedRecord(id, true))
                .or(() -> findBySubmission(record.submission()).map(id -> new SavedRecord(id, false)))
                .orElseThrow(() -> new IllegalStateException("a submission's record is gone"));
    }

    /** The record that the form or request with this number made. */
    public Optional<RecordId> findBySubmission(@Nullable UUID submission) {
        return Optional.ofNullable(submission).flatMap(repository::withSubmission);
    }

    /**
     * The record, where the reader may see it.
     *
     * @throws RecordRefused 404 where there is none, 403 where there is one that is not for this reader
     */
    public ServiceRecord read(RecordId id, Reader reader) {
        ServiceRecord record = repository.find(id).orElseThrow(() -> RecordRefused.missing(id.toString()));
        refuseHidden(record, reader);
        return record;
    }

    /**
     * The record of that number as it came in an address.
     *
     * @throws RecordRefused as {@link #read(RecordId, Reader)}, and 400 where the text is no number
     */
    public ServiceRecord read(String number, Reader reader) {
        return read(number(number), reader);
    }

    /** The record as whoever has just written it is shown it, restricted or not. */
    ServiceRecord written(RecordId id) {
        return repository.find(id).orElseThrow(() -> RecordRefused.missing(id.toString()));
    }

    /** Whether the reader would be shown the record. */
    public boolean visible(RecordId id, Reader reader) {
        return repository.find(id).filter(record -> sees(record, reader)).isPresent();
    }

    /**
     * Replaces what agents may write of a record. Where nothing differs, nothing is written and the version stays.
     *
     * @param version the version that the change was made from
     * @throws StaleRecord when the record has changed since
     * @throws RecordRefused as {@link #read(RecordId, Reader)}
     */
    @Transactional
    public ServiceRecord update(RecordId id, int version, RecordDetails details, Reader by) {
        ServiceRecord before = locked(id, by);
        if (before.version() != version) {
            throw new StaleRecord(before);
        }
        if (before.details().equals(details)) {
            return before;
        }
        Instant now = now();
        @Nullable Instant closedAt = closedAt(before, details, now);
        ServiceRecord after = pointingAtWhatIs(() -> {
            repository.update(id, details, closedAt, now);
            return repository.find(id).orElseThrow();
        });
        history.changed(id, by.actor(), now, changes(before, after));
        return after;
    }

    /** Both of {@link #update} and {@link #addNote}, or none. */
    @Transactional
    public ServiceRecord update(RecordId id, RecordEdit edit, Reader by) {
        ServiceRecord updated = edit.details() == null ? read(id, by) : update(id, edit.version(), edit.details(), by);
        if (edit.note() != null) {
            addNote(id, edit.note(), by);
        }
        return updated;
    }

    /**
     * Leaves a note. It never competes with an edit: the version stays.
     *
     * @throws RecordRefused as {@link #read(RecordId, Reader)}
     */
    @Transactional
    public void addNote(RecordId id, NewNote note, Reader by) {
        locked(id, by);
        Instant now = now();
        history.noted(id, by.actor(), now, note);
        repository.touch(id, now);
    }

    /** What became of the record, newest first, as far as a page shows it. */
    public List<HistoryEntry> history(RecordId id) {
        return history.newest(id, MOST_HISTORY);
    }

    /** Time spent on the record in all: what notes say, and what agents talked in its calls. */
    public Duration timeSpent(RecordId id) {
        return history.timeSpent(id);
    }

    /** Open records of a requester, newest first, as far as the reader may see them. */
    public List<RecordSummary> openOf(PersonId requester, Reader reader, int limit) {
        return repository.openOf(requester, reader, limit);
    }

    /** How many the person has open, of those that the reader sees. */
    public int countOpenOf(PersonId requester, Reader reader) {
        return repository.countOpenOf(requester, reader);
    }

    /** A page of the list. */
    public RecordSlice page(RecordQuery query, Reader reader) {
        return list.page(query, reader);
    }

    /** A person, an account or a category may go between the moment it was looked up and this one. */
    private static <T> T pointingAtWhatIs(Supplier<T> write) {
        try {
            return write.get();
        } catch (DataIntegrityViolationException e) {
            // The foreign keys of service_record.
            throw new Refused(HttpStatus.CONFLICT, "records.gone-meanwhile");
        }
    }

    static RecordId number(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RecordRefused.notANumber(text);
        }
        try {
            return new RecordId(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw RecordRefused.missing(digits);
        }
    }

    private ServiceRecord locked(RecordId id, Reader by) {
        if (!repository.lock(id)) {
            throw RecordRefused.missing(id.toString());
        }
        return read(id, by);
    }

    private void refuseHidden(ServiceRecord record, Reader reader) {
        if (!sees(record, reader)) {
            throw RecordRefused.notVisible(record.id());
        }
    }

    boolean sees(ServiceRecord record, Reader reader) {
        AccountId account = reader.account();
        return !record.details().restricted()
                || reader.administrator()
                || (account != null && repository.concerns(record.id(), account));
    }

    /** Since when it is closed, if it is. */
    private @Nullable Instant closedAt(ServiceRecord before, RecordDetails after, Instant now) {
        if (!catalog.statusOf(after.status()).closed()) {
            return null;
        }
        return before.closedAt() == null ? now : before.closedAt();
    }

    private static List<HistoryEntry.FieldChange> changes(ServiceRecord before, ServiceRecord after) {
        return Arrays.stream(RecordField.values())
                .filter(field -> !field.belowCategory())
                .map(field -> new HistoryEntry.FieldChange(field.apiName(), field.shown(before), field.shown(after)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** As PostgreSQL keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
