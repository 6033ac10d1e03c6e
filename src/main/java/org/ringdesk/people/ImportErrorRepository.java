package org.ringdesk.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportJob.Kept;
import org.ringdesk.people.ImportJob.Rejection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The lines that imports rejected, as they stood in the files: the table {@code import_error}. */
@Repository
class ImportErrorRepository {
    private static final int LONGEST_RAW = 20_000;
    private static final int RUNS_WITH_TEXT = 20;

    private final JdbcClient jdbc;

    ImportErrorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long job, List<Kept> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into import_error (job_id, line, message, raw)
                select :job, line, message, raw
                from unnest(cast(:lines as bigint[]), cast(:messages as text[]), cast(:raws as text[]))
                    as rejected (line, message, raw)
                on conflict do nothing""")
                .param("job", job)
                .param("lines", rejected.stream().map(Kept::line).toArray(Long[]::new))
                .param(
                        "messages",
                        rejected.stream().map(line -> storable(line.message())).toArray(String[]::new))
                .param("raws", rejected.stream().map(line -> raw(line.raw())).toArray(String[]::new))
                .update();
    }

    List<Rejection> first(long job, int most) {
        return jdbc.sql("select line, message from import_error where job_id = :job order by line limit :most")
                .param("job", job)
                .param("most", most)
                .query((row, number) -> new Rejection(row.getLong("line"), row.getString("message")))
                .list();
    }

    /** Those behind a line, at most so many. */
    List<Kept> behind(long job, long line, int most) {
        return jdbc.sql("""
                select line, message, raw from import_error where job_id = :job and line > :line
                order by line limit :most""")
                .param("job", job)
                .param("line", line)
                .param("most", most)
                .query((row, number) -> new Kept(row.getLong("line"), row.getString("message"), row.getString("raw")))
                .list();
    }

    /** The texts of lines hold people's data: those of older runs go. */
    void forgetOldTexts(long newest) {
        jdbc.sql("update import_error set raw = null where job_id <= :job and raw is not null")
                .param("job", newest - RUNS_WITH_TEXT)
                .update();
    }

    private static @Nullable String raw(@Nullable String raw) {
        return raw == null || raw.length() > LONGEST_RAW ? null : storable(raw);
    }

    /** PostgreSQL keeps no NUL. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
