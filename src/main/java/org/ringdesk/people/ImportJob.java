package org.ringdesk.people;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of an import, as the API answers it.
 *
 * @param read lines with values so far, the header not counted: created, updated and rejected ones
 * @param errors the first hundred lines that were rejected
 * @param failure why the whole run ended early; null while it runs and when it is done
 */
record ImportJob(
        long id,
        State state,
        long read,
        long created,
        long updated,
        long rejected,
        List<Rejection> errors,
        @Nullable String failure,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    static final int MOST_ERRORS = 100;

    enum State {
        RUNNING,
        DONE,
        FAILED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a line was skipped; the line's number counts from one, the header included. */
    record Rejection(long line, String message) {}

    /** What became of some lines. */
    record Progress(long read, long created, long updated, List<Rejection> rejected) {}
}
