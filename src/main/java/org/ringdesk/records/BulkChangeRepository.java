package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code bulk_change} and {@code bulk_change_record}. */
@Repository
class BulkChangeRepository {
    private final JdbcClient jdbc;
    private final Catalog catalog;

    BulkChangeRepository(JdbcClient jdbc, Catalog catalog) {
        this.jdbc = jdbc;
        this.catalog = catalog;
    }

    /** What a record was before. */
    record Former(
            RecordId id,
            int version,
            StatusId status,
            @Nullable AccountId assignee,
            @Nullable Instant closedAt) {}

    void forgetBefore(Instant time) {
        jdbc.sql("delete from bulk_change where made_at < :time")
                .param("time", RecordRepository.utc(time))
                .update();
    }

    UUID begin(BulkEdit edit, Reader by, Instant now) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into bulk_change (id, account_id, status_id, assigned, assignee_id, made_at)
                values (:id, :account, :status, :assigned, :assignee, :now)
                """)
                .param("id", id)
                .param("account", value(by.account()))
                .param(
                        "status",
                        edit.status() == null ? null : edit.status().id().value())
                .param("assigned", edit.assigned())
                .param("assignee", value(edit.assignee()))
                .param("now", RecordRepository.utc(now))
                .update();
        return id;
    }

    void leftAlone(UUID change, RecordId record, BulkChange.Outcome outcome) {
        jdbc.sql("""
                insert into bulk_change_record (change_id, record_id, outcome) values (:change, :record, :outcome)
                on conflict do nothing
                """)
                .param("change", change)
                .param("record", record.value())
                .param("outcome", name(outcome))
                .update();
    }

    void changed(UUID change, ServiceRecord before, int version) {
        jdbc.sql("""
                insert into bulk_change_record (change_id, record_id, outcome, version, status_id, assignee_id, closed_at)
                values (:change, :record, 'changed', :version, :status, :assignee, :closedAt)
                """)
                .param("change", change)
                .param("record", before.id().value())
                .param("version", version)
                .param("status", before.status().id().value())
                .param("assignee", value(before.details().assignee()))
                .param("closedAt", before.closedAt() == null ? null : RecordRepository.utc(before.closedAt()))
                .update();
    }

    Optional<BulkChange> find(UUID id, Reader reader) {
        return jdbc.sql("""
                select c.id, c.status_id, c.assigned, c.assignee_id, c.made_at, c.undone_at,
                    coalesce(array_agg(r.record_id order by r.record_id) filter (where r.record_id is not null), '{}') as records,
                    coalesce(array_agg(r.outcome order by r.record_id) filter (where r.record_id is not null), '{}') as outcomes
                from bulk_change c left join bulk_change_record r on r.change_id = c.id
                where c.id = :id and c.account_id = :account
                group by c.id
                """)
                .param("id", id)
                .param("account", value(reader.account()))
                .query(this::change)
                .optional();
    }

    private BulkChange change(ResultSet row, int i) throws SQLException {
        Integer status = row.getObject("status_id", Integer.class);
        Long[] records = (Long[]) row.getArray("records").getArray();
        String[] outcomes = (String[]) row.getArray("outcomes").getArray();
        List<BulkChange.Item> items = IntStream.range(0, records.length)
                .mapToObj(item -> new BulkChange.Item(
                        new RecordId(records[item]),
                        BulkChange.Outcome.valueOf(outcomes[item].toUpperCase(Locale.ROOT))))
                .toList();
        return new BulkChange(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                status == null ? null : catalog.status(status.toString()).orElse(null),
                row.getBoolean("assigned"),
                account(row),
                Objects.requireNonNull(RecordRows.instant(row, "made_at")),
                RecordRows.instant(row, "undone_at"),
                items);
    }

    /** Undoing twice at once does it once. */
    void lock(UUID id) {
        jdbc.sql("select id from bulk_change where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    List<Former> former(UUID id) {
        return jdbc.sql("""
                select record_id, version, status_id, assignee_id, closed_at from bulk_change_record
                where change_id = :id and outcome = 'changed' order by record_id
                """)
                .param("id", id)
                .query((row, i) -> new Former(
                        new RecordId(row.getLong("record_id")),
                        row.getInt("version"),
                        new StatusId(row.getInt("status_id")),
                        account(row),
                        RecordRows.instant(row, "closed_at")))
                .list();
    }

    void outcome(UUID change, RecordId record, BulkChange.Outcome outcome) {
        jdbc.sql("update bulk_change_record set outcome = :outcome where change_id = :change and record_id = :record")
                .param("change", change)
                .param("record", record.value())
                .param("outcome", name(outcome))
                .update();
    }

    void undone(UUID id, Instant now) {
        jdbc.sql("update bulk_change set undone_at = :now where id = :id")
                .param("id", id)
                .param("now", RecordRepository.utc(now))
                .update();
    }

    private static String name(BulkChange.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Long value(@Nullable AccountId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable AccountId account(ResultSet row) throws SQLException {
        Long id = row.getObject("assignee_id", Long.class);
        return id == null ? null : new AccountId(id);
    }
}
