package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Actor;
import org.ringdesk.calls.CallId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of records: the tables {@code record_change}, {@code record_note} and {@code call_time}. */
@Repository
class RecordHistory {
    private static final String CREATED = "created";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    RecordHistory(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void created(RecordId id, Actor actor, Instant now) {
        changed(id, actor, now, List.of(new HistoryEntry.FieldChange(CREATED, "", "")));
    }

    void changed(RecordId id, Actor actor, Instant now, List<HistoryEntry.FieldChange> changes) {
        batches.batchUpdate(
                """
                insert into record_change (record_id, account_id, actor, changed_at, field, old_value, new_value)
                values (:record, :account, :actor, :now, :field, :before, :after)
                """,
                changes.stream()
                        .map(change -> new MapSqlParameterSource(by(id, actor, now))
                                .addValue("field", change.field())
                                .addValue("before", change.before())
                                .addValue("after", change.after()))
                        .toArray(SqlParameterSource[]::new));
    }

    /** False where the page of this note was sent before, with whatever words. */
    boolean noted(RecordId id, Actor actor, Instant now, NewNote note) {
        return jdbc.sql("""
                insert into record_note (record_id, author_id, author, created_at, body, minutes, submission)
                values (:record, :account, :actor, :now, :body, :minutes, :submission)
                on conflict (submission) do nothing
                """)
                        .params(by(id, actor, now))
                        .param("body", note.body())
                        .param("minutes", note.minutes())
                        .param("submission", note.submission())
                        .update()
                == 1;
    }

    /** Whether this very note of the submission stands at the record. */
    boolean stands(RecordId id, NewNote note) {
        return jdbc.sql("""
                select exists (
                    select from record_note
                    where submission = :submission and record_id = :record and body = :body
                        and minutes is not distinct from :minutes::int)""")
                .param("submission", note.submission())
                .param("record", id.value())
                .param("body", note.body())
                .param("minutes", note.minutes())
                .query(Boolean.class)
                .single();
    }

    /** Newest first; as many changes and as many notes as the limit says. */
    List<HistoryEntry> newest(RecordId id, int limit) {
        return Stream.concat(changes(id, limit).stream(), notes(id, limit).stream())
                .sorted(Comparator.comparing(HistoryEntry::at).reversed())
                .toList();
    }

    /** Time spent in all: what notes say, and calls. */
    Duration timeSpent(RecordId id) {
        return Duration.ofSeconds(
                jdbc.sql("""
                select coalesce((select sum(minutes) * 60 from record_note where record_id = :record), 0)
                    + coalesce((select sum(seconds) from call_time where record_id = :record), 0)
                """).param("record", id.value()).query(Long.class).single());
    }

    private List<HistoryEntry> notes(RecordId id, int limit) {
        return jdbc.sql("""
                (select created_at, author, body, minutes, null as call_id, null as seconds
                from record_note where record_id = :record order by id desc limit :limit)
                union all
                (select started_at, agent, null, null, call_id, seconds
                from call_time where record_id = :record order by started_at desc limit :limit)
                """)
                .param("record", id.value())
                .param("limit", limit)
                .query(RecordHistory::note)
                .list();
    }

    private static HistoryEntry note(ResultSet row, int i) throws SQLException {
        Instant at = at(row, "created_at");
        String author = row.getString("author");
        @Nullable String body = row.getString("body");
        return body == null
                ? new HistoryEntry.Talked(
                        at, author, new CallId(row.getLong("call_id")), Duration.ofSeconds(row.getLong("seconds")))
                : new HistoryEntry.Noted(at, author, body, row.getObject("minutes", Integer.class));
    }

    private List<HistoryEntry> changes(RecordId id, int limit) {
        List<Row> rows = jdbc.sql("""
                select changed_at, actor, field, coalesce(old_value, '') as old_value, coalesce(new_value, '') as new_value
                from record_change where record_id = :record order by id desc limit :limit
                """)
                .param("record", id.value())
                .param("limit", limit)
                .query(RecordHistory::row)
                .list()
                .reversed();
        List<HistoryEntry> entries = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= rows.size(); to++) {
            if (to == rows.size() || !rows.get(to).sameChange(rows.get(from))) {
                entries.add(entry(rows.subList(from, to)));
                from = to;
            }
        }
        return entries.reversed();
    }

    private static HistoryEntry entry(List<Row> rows) {
        Row first = rows.getFirst();
        return first.change().field().equals(CREATED)
                ? new HistoryEntry.Created(first.at(), first.actor())
                : new HistoryEntry.Changed(
                        first.at(),
                        first.actor(),
                        rows.stream().map(Row::change).toList());
    }

    /** Rows of one change were written at one moment under one name. */
    private record Row(Instant at, String actor, HistoryEntry.FieldChange change) {
        boolean sameChange(Row other) {
            return at.equals(other.at)
                    && actor.equals(other.actor)
                    && !other.change.field().equals(CREATED);
        }
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var change = new HistoryEntry.FieldChange(
                row.getString("field"), row.getString("old_value"), row.getString("new_value"));
        return new Row(at(row, "changed_at"), row.getString("actor"), change);
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(RecordRows.instant(row, column));
    }

    private static Map<String, @Nullable Object> by(RecordId id, Actor actor, Instant now) {
        Map<String, @Nullable Object> by = new HashMap<>();
        by.put("record", id.value());
        by.put("account", actor.account() == null ? null : actor.account().value());
        by.put("actor", actor.name());
        by.put("now", RecordRepository.utc(now));
        return by;
    }
}
