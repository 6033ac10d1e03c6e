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
import org.ringdesk.people.ImportJob.Kept;
import org.ringdesk.people.ImportJob.Progress;
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
    private final ImportTrial trial;
    private final ImportJobRepository jobs;
    private final GuardedImport guarded;
    private final PersonKeys keys;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportRun(
            PeopleCopy copy,
            ImportTrial trial,
            ImportJobRepository jobs,
            GuardedImport guarded,
            PersonKeys keys,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.copy = copy;
        this.trial = trial;
        this.jobs = jobs;
        this.guarded = guarded;
        this.keys = keys;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Whose run it is, how its file's columns are called, and what it is to do. */
    private record Task(long job, CsvHeader header, ImportPlan plan) {}

    /** @throws ImportRefused when the file cannot be imported, or the run was called off or ended by another start */
    void carryOut(long job, Path file, ImportPlan plan) throws IOException {
        try (CsvPeople people = CsvPeople.open(file, plan.mapping())) {
            jobs.setHeader(job, people.header().line());
            var task = new Task(job, people.header(), plan);
            if (plan.dryRun()) {
                trial.forget();
            }
            carryOut(task, people);
        } finally {
            if (plan.dryRun()) {
                trial.forget();
            }
        }
    }

    private void carryOut(Task task, CsvPeople people) throws IOException {
        CompletableFuture<Integer> written = CompletableFuture.completedFuture(0);
        for (ImportBatch batch = read(people); batch.size() > 0; batch = read(people)) {
            int rejectedBefore = await(written);
            if (jobs.isCancelled(task.job())) {
                throw new ImportRefused("people.import.cancelled");
            }
            ImportBatch next = batch;
            written = CompletableFuture.supplyAsync(
                    () -> rejectedBefore + write(task, next, rejectedBefore),
                    writing -> Thread.ofVirtual().name("import-writer").start(writing));
        }
        await(written);
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
        batch.reach(people.position());
        return batch;
    }

    /** @return how many lines were rejected */
    private int write(Task task, ImportBatch batch, int rejectedBefore) {
        return write(task, new Part(batch.entries(), batch.rejected(), batch.position()), rejectedBefore);
    }

    /** What is written in one transaction. */
    private record Part(List<Entry> entries, List<Rejected> rejected, long position) {}

    private int write(Task task, Part part, int rejectedBefore) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> writeAll(task, part, rejectedBefore)));
        } catch (DataAccessException e) {
            if (!isTheData(e) || part.entries().isEmpty()) {
                throw e;
            }
            return part.entries().size() == 1
                    ? write(task, refused(part), rejectedBefore)
                    : writeHalves(task, part, rejectedBefore);
        }
    }

    private static Part refused(Part part) {
        List<Rejected> rejected = new ArrayList<>(part.rejected());
        rejected.add(refusedLine(part.entries().getFirst()));
        return new Part(List.of(), rejected, part.position());
    }

    private int writeHalves(Task task, Part part, int rejectedBefore) {
        List<Entry> entries = part.entries();
        int middle = entries.size() / 2;
        int first = write(task, new Part(entries.subList(0, middle), part.rejected(), part.position()), rejectedBefore);
        int second = write(
                task,
                new Part(entries.subList(middle, entries.size()), List.of(), part.position()),
                rejectedBefore + first);
        return first + second;
    }

    private int writeAll(Task task, Part part, int rejectedBefore) {
        var sorted = guarded.sort(part.entries(), task.header(), task.plan().by());
        List<Entry> entries = sorted.entries();
        Written written = task.plan().dryRun()
                ? trial.write(entries)
                : copy.write(task.job(), task.header(), entries, clock.instant());
        List<Rejected> skipped = new ArrayList<>(part.rejected());
        skipped.addAll(sorted.rejected());
        written.skipped()
                .forEach(entry -> skipped.add(
                        Rejected.because(entry.line(), entry.raw(), "people.import.twice", entry.userName())));
        List<Kept> rejections = skipped.stream()
                .map(line -> new Kept(line.line(), reasons(line, task.plan().reader()), line.raw()))
                .sorted((a, b) -> Long.compare(a.line(), b.line()))
                .toList();
        long read = part.entries().size() + (long) part.rejected().size();
        var progress = new Progress(read, written.created(), written.updated(), part.position(), rejections);
        if (!jobs.add(task.job(), progress, Math.max(0, ImportJob.MOST_KEPT - rejectedBefore))) {
            throw new ImportRefused("people.import.broken-off");
        }
        return rejections.size();
    }

    private static Rejected refusedLine(Entry entry) {
        return Rejected.because(entry.line(), entry.raw(), "people.import.refused-line", entry.userName());
    }

    /** Whether a line is to blame (SQLSTATE 21 cardinality, 22 data, 23 constraint), not the database. */
    private static boolean isTheData(DataAccessException failure) {
        if (failure.getRootCause() instanceof SQLException cause && cause.getSQLState() != null) {
            return cause.getSQLState().matches("2[123].*");
        }
        return false;
    }

    private String reasons(Rejected line, Locale reader) {
        return line.reasons().stream().map(reason -> text(reason, reader)).collect(Collectors.joining(" "));
    }

    private String text(MessageSourceResolvable reason, Locale reader) {
        String text = messages.getMessage(reason, reader);
        return reason instanceof PersonProblem problem ? problem.field() + ": " + text : text;
    }
}
