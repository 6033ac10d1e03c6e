package org.ringdesk.records;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Saves what an agent did on a record's page: fields, a button's effect and a note, together or not at all. */
@Component
class RecordSaving {
    private final Records records;
    private final RecordInputs inputs;
    private final Catalog catalog;

    RecordSaving(Records records, RecordInputs inputs, Catalog catalog) {
        this.records = records;
        this.inputs = inputs;
        this.catalog = catalog;
    }

    /** What became of it. */
    sealed interface Outcome {}

    /** @param form the number of the form that it was; null where it came with none */
    record Saved(RecordId id, @Nullable UUID form) implements Outcome {}

    /**
     * Nothing was saved: something cannot be kept as typed.
     *
     * @param note what is wrong with the note; null if nothing
     */
    record Incomplete(
            RecordSubmission submission,
            List<RecordProblem> problems,
            @Nullable Refused note) implements Outcome {}

    /** Nothing was saved: somebody else was quicker. */
    record Conflict(RecordSubmission submission, ServiceRecord current) implements Outcome {}

    Outcome save(String number, Map<String, String> parameters, SignedIn me) {
        Reader reader = Reader.of(me);
        ServiceRecord current = records.read(number, reader);
        RecordSubmission sent = pressed(RecordSubmission.of(parameters, inputs.of(current)), me);
        @Nullable NewNote note;
        try {
            note = note(sent);
        } catch (Refused e) {
            return new Incomplete(sent, List.of(), e);
        }
        try {
            return save(current, sent, note, reader);
        } catch (InvalidRecord e) {
            return new Incomplete(sent, e.problems(), null);
        } catch (StaleRecord e) {
            return new Conflict(sent, e.current());
        }
    }

    private Outcome save(ServiceRecord current, RecordSubmission sent, @Nullable NewNote note, Reader reader) {
        Map<String, String> now = inputs.of(current);
        Set<RecordField> mine = sent.changed(now);
        boolean stale = sent.version() != current.version();
        boolean same = mine.stream()
                .allMatch(field -> inputs.shown(field, sent.typed()).equals(inputs.shown(field, now)));
        if (stale && !same && !mergeable(sent, mine, now)) {
            return new Conflict(sent, current);
        }
        RecordDetails details =
                same ? null : inputs.details(stale ? sent.mergedInto(now, mine).typed() : sent.typed(), current);
        records.update(current.id(), new RecordEdit(current.version(), details, note), reader);
        return new Saved(current.id(), sent.noteSubmission());
    }

    /** A button means one thing: it need not ask where nobody touched that. */
    private static boolean mergeable(RecordSubmission sent, Set<RecordField> mine, Map<String, String> now) {
        return sent.action() != RecordSubmission.Action.SAVE
                && sent.seen().known()
                && Collections.disjoint(mine, sent.seen().changedIn(now));
    }

    private RecordSubmission pressed(RecordSubmission sent, SignedIn me) {
        boolean closed = catalog.status(sent.text(RecordField.STATUS))
                .map(Status::closed)
                .orElse(false);
        return switch (sent.action()) {
            case SAVE -> sent;
            case TAKE -> sent.with(RecordField.ASSIGNEE, me.account().login());
            case CLOSE ->
                closed
                        ? sent
                        : sent.with(
                                RecordField.STATUS, catalog.closedStatus().id().toString());
            case REOPEN ->
                closed
                        ? sent.with(
                                RecordField.STATUS,
                                catalog.reopenedStatus().id().toString())
                        : sent;
        };
    }

    private static @Nullable NewNote note(RecordSubmission sent) {
        String minutes = sent.minutes().strip();
        if (sent.note().isBlank() && minutes.isEmpty()) {
            return null;
        }
        if (!minutes.isEmpty() && !minutes.matches("\\d{1,6}")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.note.minutes", NewNote.MOST_MINUTES);
        }
        return new NewNote(sent.note(), minutes.isEmpty() ? null : Integer.valueOf(minutes), sent.noteSubmission());
    }
}
