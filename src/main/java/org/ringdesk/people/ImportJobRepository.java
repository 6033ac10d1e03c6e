package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportJob.Progress;
import org.ringdesk.people.ImportJob.Rejection;
import org.ringdesk.people.ImportJob.Source;
import org.ringdesk.people.ImportJob.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs of imports: the table {@code import_job}. */
@Repository
class ImportJobRepository {
    private static final String COLUMNS = """
            id, state, read, created, updated, rejected, failure, started_at, finished_at,
            file_name, upload, dry_run, cancelled, size, done, started_by""";

    private final JdbcClient jdbc;
    private final ImportErrorRepository errors;

    ImportJobRepository(JdbcClient jdbc, ImportErrorRepository errors) {
        this.jdbc = jdbc;
        this.errors = errors;
    }

    /** The file's first line, for the report. */
    record Header(char separator, String text) {}

    /** @throws org.springframework.dao.DuplicateKeyException when import_job_running has a running one already */
    long insert(Source source, Instant now) {
        return jdbc.sql("""
                insert into import_job (state, started_by, started_at, file_name, upload, dry_run, size)
                values ('running', nullif(:startedBy, ''), :now, :name, :upload, :dryRun, :size)
                returning id""")
                .param("startedBy", source.startedBy())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("name", source.name())
                .param("upload", source.upload())
                .param("dryRun", source.dryRun())
                .param("size", source.size())
                .query(Long.class)
                .single();
    }

    Optional<Long> running() {
        return jdbc.sql("select id from import_job where state = 'running'")
                .query(Long.class)
                .optional();
    }

    Optional<ImportJob> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from import_job where id = :id")
                .param("id", id)
                .query((row, number) -> job(row, errors.first(id, ImportJob.MOST_ERRORS)))
                .optional();
    }

    /** The newest runs, without their rejected lines. */
    List<ImportJob> newest(int most) {
        return jdbc.sql("select " + COLUMNS + " from import_job order by id desc limit :most")
                .param("most", most)
                .query((row, number) -> job(row, List.of()))
                .list();
    }

    void setHeader(long id, Header header) {
        jdbc.sql("update import_job set separator = :separator, header = :header where id = :id")
                .param("id", id)
                .param("separator", String.valueOf(header.separator()))
                .param("header", header.text().replace('\0', '\uFFFD'))
                .update();
    }

    Header header(long id) {
        return jdbc.sql("select separator, header from import_job where id = :id")
                .param("id", id)
                .query((row, number) -> new Header(row.getString("separator").charAt(0), row.getString("header")))
                .single();
    }

    /** Asks a running one to stop; false when there is none of that number. */
    boolean cancel(long id) {
        return jdbc.sql("update import_job set cancelled = true where id = :id and state = 'running'")
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean isCancelled(long id) {
        return jdbc.sql("select cancelled from import_job where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Adds to the counters; false when the run is over, as it is when another start of the server ended it. */
    boolean add(long id, Progress progress, int errorsKept) {
        errors.insert(id, progress.rejected().stream().limit(errorsKept).toList());
        return jdbc.sql("""
                update import_job set read = read + :read, created = created + :created, updated = updated + :updated,
                    rejected = rejected + :rejected, done = greatest(done, :position)
                where id = :id and state = 'running'""")
                        .param("id", id)
                        .param("read", progress.read())
                        .param("created", progress.created())
                        .param("updated", progress.updated())
                        .param("rejected", progress.rejected().size())
                        .param("position", progress.position())
                        .update()
                == 1;
    }

    void finish(long id, State state, @Nullable String failure, Instant now) {
        jdbc.sql("""
                update import_job set state = :state, failure = :failure, finished_at = :now
                where id = :id and state = 'running'""")
                .param("id", id)
                .param("state", state.text())
                .param("failure", failure)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static ImportJob job(ResultSet row, List<Rejection> errors) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ImportJob(
                row.getLong("id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("read"),
                row.getLong("created"),
                row.getLong("updated"),
                row.getLong("rejected"),
                errors,
                row.getString("failure"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                source(row));
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                Objects.requireNonNullElse(row.getString("file_name"), ""),
                Objects.requireNonNullElse(row.getString("upload"), ""),
                row.getBoolean("dry_run"),
                row.getBoolean("cancelled"),
                row.getLong("size"),
                row.getLong("done"),
                Objects.requireNonNullElse(row.getString("started_by"), ""));
    }
}
