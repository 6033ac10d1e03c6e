package org.ringdesk.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How far an import is and what it did.
 *
 * @param again where the file waits to be imported after a dry run, or empty
 */
public record ImportJobPage(ImportJob job, Instant now, String again) {

    public String address() {
        return "/people/import/jobs/" + job.id();
    }

    public boolean running() {
        return job.state() == ImportJob.State.RUNNING;
    }

    /** One of {@code running}, {@code stopping}, {@code done}, {@code failed} and {@code cancelled}. */
    public String state() {
        if (job.source().cancelled()) {
            return switch (job.state()) {
                case RUNNING -> "stopping";
                case DONE -> "done";
                case FAILED -> "cancelled";
            };
        }
        return job.state().text();
    }

    public String badge() {
        return switch (job.state()) {
            case RUNNING -> "soft";
            case DONE -> job.rejected() > 0 ? "warn" : "ok";
            case FAILED -> "bad";
        };
    }

    /** Of the file's bytes, from 0 to 100. */
    public long percent() {
        long size = job.source().size();
        return size == 0 ? 0 : Math.min(100, 100 * job.source().done() / size);
    }

    public Duration took() {
        return Duration.between(job.startedAt(), Objects.requireNonNullElse(job.finishedAt(), now));
    }

    /** People a second. */
    public long speed() {
        return job.read() * 1000 / Math.max(1, took().toMillis());
    }

    /** In megabytes. */
    public static double megabytes(long bytes) {
        return bytes / 1_000_000.0;
    }

    public int errorsShown() {
        return job.errors().size();
    }

    public int mostKept() {
        return ImportJob.MOST_KEPT;
    }
}
