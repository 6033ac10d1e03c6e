package org.ringdesk.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportJob.State;
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

    private final ImportJobRepository jobs;
    private final ImportRun run;
    private final ImportSettings settings;
    private final MessageSource messages;
    private final Clock clock;

    Imports(ImportJobRepository jobs, ImportRun run, ImportSettings settings, MessageSource messages, Clock clock) {
        this.jobs = jobs;
        this.run = run;
        this.settings = settings;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Takes a file in and starts to import it.
     *
     * @return the run's number
     * @throws Refused with 409 while another import runs, with 413 when the file is larger than the setting allows
     */
    long start(InputStream file, @Nullable String startedBy) throws IOException {
        jobs.running().ifPresent(Imports::refuseSecond);
        Path spooled = Files.createTempFile("ringdesk-import-", ".csv");
        try {
            spool(file, spooled);
            long id = jobs.insert(startedBy, clock.instant());
            Thread.ofVirtual().name("import-" + id).start(() -> carryOut(id, spooled));
            return id;
        } catch (DuplicateKeyException e) {
            // import_job_running: another one was started while this file was on its way.
            Files.deleteIfExists(spooled);
            throw refusedSecond(jobs.running().orElse(0L));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spooled);
            throw e;
        }
    }

    /** @throws Refused with 404 when there is no such run */
    ImportJob get(long id) {
        return jobs.find(id).orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "people.import.not-found", id));
    }

    /** A run that the server's end broke off can never go on. */
    @EventListener(ApplicationStartedEvent.class)
    void endBrokenOff() {
        jobs.running()
                .ifPresent(id -> jobs.finish(id, State.FAILED, text("people.import.broken-off"), clock.instant()));
    }

    private static void refuseSecond(long running) {
        throw refusedSecond(running);
    }

    private static Refused refusedSecond(long running) {
        return new Refused(HttpStatus.CONFLICT, "people.import.running", ImportApi.address(running));
    }

    private void spool(InputStream file, Path spooled) throws IOException {
        long most = settings.largestFile().toBytes();
        try (var out = Files.newOutputStream(spooled)) {
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
    }

    private void carryOut(long id, Path file) {
        try {
            run.carryOut(id, file);
            jobs.finish(id, State.DONE, null, clock.instant());
        } catch (ImportRefused e) {
            jobs.finish(id, State.FAILED, text(e.reason()), clock.instant());
        } catch (IOException | UncheckedIOException | DataAccessException | TransactionException e) {
            LOG.error("Import {} ended early", id, e);
            fail(id);
        } catch (RuntimeException | Error e) {
            fail(id);
            throw e;
        } finally {
            remove(file);
        }
    }

    private void fail(long id) {
        try {
            jobs.finish(id, State.FAILED, text("people.import.failed"), clock.instant());
        } catch (DataAccessException e) {
            LOG.warn("Import {} is marked as failed at the next start, since the database is gone", id);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The temporary file {} could not be removed", file, e);
        }
    }

    private String text(String code) {
        return text(new DefaultMessageSourceResolvable(code));
    }

    private String text(MessageSourceResolvable reason) {
        return messages.getMessage(reason, Locale.ENGLISH);
    }
}
