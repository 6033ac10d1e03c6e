package org.ringdesk.people;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of an import, as pages and the API show it.
 *
 * @param read lines with values so far, the header not counted: created, updated and rejected ones
 * @param errors the first hundred lines that were rejected
 * @param failure why the whole run ended early; null while it runs and when it is done
 */
public record ImportJob(
        long id,
        State state,
        long read,
        long created,
        long updated,
        long rejected,
        List<Rejection> errors,
        @Nullable String failure,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Source source) {
    static final int MOST_ERRORS = 100;

    /** More rejected lines than this are counted, not kept. */
    static final int MOST_KEPT = 100_000;

    public enum State {
        RUNNING,
        DONE,
        FAILED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a line was skipped; the line's number counts from one, the header included. */
    public record Rejection(long line, String message) {}

    /**
     * Where the people come from, and what is meant with them.
     *
     * @param name of the file, or empty where a program sent it
     * @param upload under which the file waits for another step, or empty
     * @param size in bytes
     * @param done how many bytes were read
     * @param startedBy the login, or empty
     */
    public record Source(
            String name, String upload, boolean dryRun, boolean cancelled, long size, long done, String startedBy) {
        /** Of a file that a program sent. */
        static Source sent(String startedBy, long size) {
            return new Source("", "", false, false, size, 0, startedBy);
        }
    }

    /** What became of some lines. */
    record Progress(long read, long created, long updated, long position, List<Kept> rejected) {}

    /** A rejected line with its text. */
    record Kept(long line, String message, @Nullable String raw) {}
}
