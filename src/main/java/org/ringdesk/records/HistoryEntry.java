package org.ringdesk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallId;

/** One thing that happened to a record. */
public sealed interface HistoryEntry {
    Instant at();

    /** The name of whoever did it, as it was then. */
    String actor();

    /** The record was made. */
    record Created(Instant at, String actor) implements HistoryEntry {}

    /** Somebody changed fields in one go. */
    record Changed(Instant at, String actor, List<FieldChange> changes) implements HistoryEntry {}

    /**
     * Somebody left a note.
     *
     * @param minutes time spent; null where the note tells of no work
     */
    record Noted(
            Instant at, String actor, String body, @Nullable Integer minutes) implements HistoryEntry {}

    /**
     * Somebody talked on the telephone about it.
     *
     * @param at when they began to
     */
    record Talked(Instant at, String actor, CallId call, Duration talked) implements HistoryEntry {}

    /**
     * One field before and after, as people read it. Types, levels and the like are kept by their API names, so that
     * every reader sees them in their own language.
     *
     * @param field the API's name
     */
    record FieldChange(String field, String before, String after) {}
}
