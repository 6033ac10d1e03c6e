package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportJob.Progress;
import org.ringdesk.people.ImportJob.Rejection;
import org.ringdesk.people.ImportJob.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs of imports: the tables {@code import_job} and {@code import_error}. */
@Repository
class ImportJobRepository {
    private final JdbcClient jdbc;

    ImportJobRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when import_job_running has a running one already */
    long insert(@Nullable String startedBy, Instant now) {
        return jdbc.sql("""
                insert into import_job (state, started_by, started_at) values ('running', :startedBy, :now)
                returning id""")
                .param("startedBy", startedBy)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Long> running() {
        return jdbc.sql("select id from import_job where state = 'running'")
                .query(Long.class)
                .optional();
    }

    Optional<ImportJob> find(long id) {
        List<Rejection> errors = jdbc.sql("select line, message from import_error where job_id = :id order by line")
                .param("id", id)
                .query((row, number) -> new Rejection(row.getLong("line"), row.getString("message")))
                .list();
        return jdbc.sql("""
                select id, state, read, created, updated, rejected, failure, started_at, finished_at
                from import_job where id = :id""")
                .param("id", id)
                .query((row, number) -> job(row, errors))
                .optional();
    }

    /** Adds to the counters; false when the run is over, as it is when another start of the server ended it. */
    boolean add(long id, Progress progress, int errorsKept) {
        for (Rejection error : progress.rejected().stream().limit(errorsKept).toList()) {
            jdbc.sql("""
                    insert into import_error (job_id, line, message) values (:id, :line, :message)
                    on conflict do nothing""")
                    .param("id", id)
                    .param("line", error.line())
                    .param("message", error.message())
                    .update();
        }
        return jdbc.sql("""
                update import_job set read = read + :read, created = created + :created, updated = updated + :updated,
                    rejected = rejected + :rejected
                where id = :id and state = 'running'""")
                        .param("id", id)
                        .param("read", progress.read())
                        .param("created", progress.created())
                        .param("updated", progress.updated())
                        .param("rejected", progress.rejected().size())
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
                finished == null ? null : finished.toInstant());
    }
}
