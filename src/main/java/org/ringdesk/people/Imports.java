package org.ringdesk.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportJob.Source;
import org.ringdesk.people.ImportJob.State;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Imports of people from CSV files: one at a time, each in a thread of its own, its progress in the database. */
@Service
class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Files that are on their way at once. */
    private static final int MOST_UPLOADS = 2;

    private final ImportJobRepository jobs;
    private final ImportErrorRepository errors;
    private final ImportRun run;
    private final ImportSettings settings;
    private final MessageSource messages;
    private final DatabaseState state;
    private final Clock clock;
    private final Semaphore uploads = new Semaphore(MOST_UPLOADS);

    Imports(
            ImportJobRepository jobs,
            ImportErrorRepository errors,
            ImportRun run,
            ImportSettings settings,
            MessageSource messages,
            DatabaseState state,
            Clock clock) {
        this.jobs = jobs;
        this.errors = errors;
        this.run = run;
        this.settings = settings;
        this.messages = messages;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Takes a file in and starts to import it.
     *
     * @return the run's number
     * @throws Refused with 409 while another import runs, with 413 when the file is larger than the setting allows
     */
    long start(InputStream file, @Nullable String startedBy) throws IOException {
        refuseSecond();
        Path spooled = spool(file);
        try {
            var source = Source.sent(Objects.requireNonNullElse(startedBy, ""), Files.size(spooled));
            return start(spooled, source, ImportPlan.STRAIGHT);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spooled);
            throw e;
        }
    }

    /**
     * Starts to import a file that is here already. A run that is meant removes it at its end; a dry run leaves it.
     *
     * @throws Refused with 409 while another import runs
     */
    long start(Path file, Source source, ImportPlan plan) {
        refuseSecond();
        try {
            long id = jobs.insert(source, clock.instant());
            errors.forgetOldTexts(id);
            Thread.ofPlatform().daemon().name("import-" + id).start(() -> carryOut(id, file, plan));
            return id;
        } catch (DuplicateKeyException e) {
            // import_job_running: another one was started a moment ago.
            throw refusedSecond(jobs.running().orElse(0L));
        }
    }

    /** Stops a running one behind the batch that is being written; nothing where it is over. */
    void cancel(long id) {
        if (!jobs.cancel(id)) {
            get(id);
        }
    }

    Optional<Long> running() {
        return jobs.running();
    }

    List<ImportJob> newest(int most) {
        return jobs.newest(most);
    }

    /** @throws Refused with 404 when there is no such run */
    ImportJob get(long id) {
        return jobs.find(id).orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "people.import.not-found", id));
    }

    /** A run that the server's end broke off can never go on. */
    @EventListener(ApplicationStartedEvent.class)
    void endBrokenOff() {
        jobs.running()
                .ifPresent(id -> jobs.finish(
                        id, State.FAILED, text("people.import.broken-off", Locale.ENGLISH), clock.instant()));
    }

    private void refuseSecond() {
        jobs.running().ifPresent(running -> {
            throw refusedSecond(running);
        });
    }

    private static Refused refusedSecond(long running) {
        return new Refused(HttpStatus.CONFLICT, "people.import.running", ImportApi.address(running));
    }

    /**
     * Keeps a file that is on its way; the caller removes it.
     *
     * @throws Refused with 413 when it is larger than the setting allows, with 409 while others are on their way
     */
    Path spool(InputStream file) throws IOException {
        if (!uploads.tryAcquire()) {
            throw new Refused(HttpStatus.CONFLICT, "people.import.uploading");
        }
        try {
            return spooled(file);
        } finally {
            uploads.release();
        }
    }

    private Path spooled(InputStream file) throws IOException {
        Path spooled = Files.createTempFile("ringdesk-import-", ".csv");
        try (var out = Files.newOutputStream(spooled)) {
            copy(file, out);
            return spooled;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spooled);
            throw e;
        }
    }

    private void copy(InputStream file, OutputStream out) throws IOException {
        long most = settings.largestFile().toBytes();
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            total += read;
            if (total > most) {
                throw new Refused(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "people.import.too-large",
                        settings.largestFile().toMegabytes());
            }
            out.write(buffer, 0, read);
        }
    }

    private void carryOut(long id, Path file, ImportPlan plan) {
        try {
            run.carryOut(id, file, plan);
            jobs.finish(id, State.DONE, null, clock.instant());
        } catch (ImportRefused e) {
            jobs.finish(id, State.FAILED, text(e.reason(), plan.reader()), clock.instant());
        } catch (IOException | UncheckedIOException | DataAccessException | TransactionException e) {
            if (DatabaseAway.isCause(e)) {
                LOG.warn("Import {} ended early, because the database went away", id);
            } else {
                LOG.error("Import {} ended early", id, e);
            }
            fail(id, plan);
        } catch (RuntimeException | Error e) {
            fail(id, plan);
            throw e;
        } finally {
            if (!plan.dryRun()) {
                remove(file);
            }
        }
    }

    private void fail(long id, ImportPlan plan) {
        try {
            while (!failed(id, plan)) {
                Thread.sleep(PAUSE);
                state.awaitThere(Duration.ofMinutes(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOG.warn("Import {} is marked as failed at the next start, since the database is gone", id);
        }
    }

    /** @return false where the database is still away */
    private boolean failed(long id, ImportPlan plan) {
        try {
            jobs.finish(id, State.FAILED, text("people.import.failed", plan.reader()), clock.instant());
            return true;
        } catch (DataAccessException | TransactionException e) {
            if (DatabaseAway.isCause(e)) {
                return false;
            }
            throw e;
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The temporary file {} could not be removed", file, e);
        }
    }

    private String text(String code, Locale reader) {
        return text(new DefaultMessageSourceResolvable(code), reader);
    }

    private String text(MessageSourceResolvable reason, Locale reader) {
        return messages.getMessage(reason, reader);
    }
}
