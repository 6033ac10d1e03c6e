package org.ringdesk.people;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.ringdesk.people.CsvPeople.Row;
import org.ringdesk.people.ImportBatch.Entry;
import org.ringdesk.people.ImportBatch.Rejected;
import org.ringdesk.people.ImportJob.Progress;
import org.ringdesk.people.ImportJob.Rejection;
import org.ringdesk.people.PeopleCopy.Written;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out one import: reads and keys a batch of lines while the one before is written, each in a transaction with its
 * counters. A batch that the database refuses is halved until the line is found that it refuses.
 */
@Component
class ImportRun {
    private static final int BATCH = 5000;

    private final PeopleCopy copy;
    private final ImportJobRepository jobs;
    private final PersonKeys keys;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportRun(
            PeopleCopy copy,
            ImportJobRepository jobs,
            PersonKeys keys,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.copy = copy;
        this.jobs = jobs;
        this.keys = keys;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @throws ImportRefused when the file cannot be imported, or the run was ended by another start of the server */
    void carryOut(long job, Path file) throws IOException {
        try (CsvPeople people = CsvPeople.open(file)) {
            CompletableFuture<Integer> written = CompletableFuture.completedFuture(0);
            for (ImportBatch batch = read(people); batch.size() > 0; batch = read(people)) {
                int rejectedBefore = await(written);
                ImportBatch next = batch;
                written = CompletableFuture.supplyAsync(
                        () -> rejectedBefore + write(job, people.header(), next, rejectedBefore),
                        task -> Thread.ofVirtual().name("import-writer").start(task));
            }
            await(written);
        }
    }

    private static int await(CompletableFuture<Integer> written) {
        try {
            return written.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private ImportBatch read(CsvPeople people) throws IOException {
        var batch = new ImportBatch(keys);
        while (batch.size() < BATCH) {
            Row row = people.next();
            if (row == null) {
                break;
            }
            batch.add(row);
        }
        return batch;
    }

    /** @return how many lines were rejected */
    private int write(long job, CsvHeader header, ImportBatch batch, int rejectedBefore) {
        return write(job, header, batch.entries(), batch.rejected(), rejectedBefore);
    }

    private int write(long job, CsvHeader header, List<Entry> entries, List<Rejected> rejected, int rejectedBefore) {
        try {
            return Objects.requireNonNull(
                    transaction.execute(status -> writeAll(job, header, entries, rejected, rejectedBefore)));
        } catch (DataAccessException e) {
            if (!isTheData(e)) {
                throw e;
            }
            return entries.size() == 1
                    ? write(job, header, List.of(), List.of(refusedLine(entries.getFirst())), rejectedBefore)
                    : writeHalves(job, header, entries, rejected, rejectedBefore);
        }
    }

    private int writeHalves(
            long job, CsvHeader header, List<Entry> entries, List<Rejected> rejected, int rejectedBefore) {
        int middle = entries.size() / 2;
        int first = write(job, header, entries.subList(0, middle), rejected, rejectedBefore);
        int second = write(job, header, entries.subList(middle, entries.size()), List.of(), rejectedBefore + first);
        return first + second;
    }

    private int writeAll(long job, CsvHeader header, List<Entry> entries, List<Rejected> rejected, int rejectedBefore) {
        Written written = copy.write(job, header, entries, clock.instant());
        List<Rejected> skipped = new ArrayList<>(rejected);
        written.skipped()
                .forEach(entry -> skipped.add(Rejected.because(entry.line(), "people.import.twice", entry.userName())));
        List<Rejection> rejections = skipped.stream()
                .map(line -> new Rejection(line.line(), reasons(line)))
                .sorted((a, b) -> Long.compare(a.line(), b.line()))
                .toList();
        long read = entries.size() + (long) rejected.size();
        int errorsLeft = Math.max(0, ImportJob.MOST_ERRORS - rejectedBefore);
        if (!jobs.add(job, new Progress(read, written.created(), written.updated(), rejections), errorsLeft)) {
            throw new ImportRefused("people.import.broken-off");
        }
        return rejections.size();
    }

    private static Rejected refusedLine(Entry entry) {
        return Rejected.because(entry.line(), "people.import.refused-line", entry.userName());
    }

    /** Whether a line is to blame (SQLSTATE 21 cardinality, 22 data, 23 constraint), not the database. */
    private static boolean isTheData(DataAccessException failure) {
        if (failure.getRootCause() instanceof SQLException cause && cause.getSQLState() != null) {
            return cause.getSQLState().matches("2[123].*");
        }
        return false;
    }

    private String reasons(Rejected line) {
        return line.reasons().stream().map(this::reason).collect(Collectors.joining(" "));
    }

    private String reason(MessageSourceResolvable reason) {
        String text = messages.getMessage(reason, Locale.ENGLISH);
        return reason instanceof PersonProblem problem ? problem.field() + ": " + text : text;
    }
}
