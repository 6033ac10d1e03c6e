package org.ringdesk.records;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Actor;
import org.ringdesk.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Records one at a time: the table {@code service_record}. Whether a status closes, and the priority, are asked of the
 * database while it writes: an administrator on another server may just have changed them.
 */
@Repository
class RecordRepository {
    private static final String THEIRS = """
            where r.request_user_id = :person and r.closed_at is null
                and (:administrator or not r.restricted or r.assignee_id = :reader
                    or r.submit_user_id = (select person_id from account where id = :reader))
            """;

    /** Of records r, what :person has open as far as :reader may see it, newest first. */
    static final String OPEN = THEIRS + """
            order by r.id desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final RecordRows rows;

    RecordRepository(JdbcClient jdbc, RecordRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Empty where the submission has a record already; waits for one that is just being made. */
    Optional<RecordId> insert(NewRecord record, Actor actor, boolean closed, Instant now) {
        return jdbc.sql("""
                insert into service_record (type, title, description, status_id, urgency, impact, priority, category_id,
                    request_user_id, submit_user_id, assignee_id, source, restricted, solution, due_at, submission,
                    created_at, updated_at, closed_at)
                values (:type, :title, :description, :status, :urgency, :impact,
                    (select priority from priority_matrix where urgency = :urgency and impact = :impact), :category,
                    :requestUser, (select person_id from account where id = :actor), :assignee, :source, :restricted,
                    :solution, :dueAt, :submission, :now, :now,
                    case when (select closed from status where id = :status for key share)
                        then coalesce(cast(:closedAt as timestamptz), :now) end)
                on conflict (submission) do nothing
                returning id
                """)
                .params(values(record.details()))
                .param("actor", account(actor.account()))
                .param("source", record.source().apiName())
                .param("submission", record.submission())
                .param("now", utc(now))
                .param("closedAt", closed ? utc(now) : null)
                .query((row, i) -> new RecordId(row.getLong("id")))
                .optional();
    }

    Optional<RecordId> withSubmission(UUID submission) {
        return jdbc.sql("select id from service_record where submission = :submission")
                .param("submission", submission)
                .query((row, i) -> new RecordId(row.getLong("id")))
                .optional();
    }

    Optional<ServiceRecord> find(RecordId id) {
        return jdbc.sql("select " + RecordRows.COLUMNS + "from service_record r\n" + RecordRows.JOINS
                        + "where r.id = :id")
                .param("id", id.value())
                .query(rows::record)
                .optional();
    }

    /** Whether there is such a record; if so, nobody else changes it until the transaction ends. */
    boolean lock(RecordId id) {
        return jdbc.sql("select id from service_record where id = :id for update")
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    void update(RecordId id, RecordDetails details, @Nullable Instant closedAt, Instant now) {
        jdbc.sql("""
                update service_record set type = :type, title = :title, description = :description, status_id = :status,
                    urgency = :urgency, impact = :impact, category_id = :category,
                    priority = case when urgency = :urgency and impact = :impact then priority
                        else (select m.priority from priority_matrix m where m.urgency = :urgency and m.impact = :impact)
                        end,
                    request_user_id = :requestUser, assignee_id = :assignee, restricted = :restricted,
                    solution = :solution, due_at = :dueAt, updated_at = :now,
                    closed_at = case when (select closed from status where id = :status for key share)
                        then coalesce(cast(:closedAt as timestamptz), :now) end,
                    version = version + 1
                where id = :id
                """)
                .params(values(details))
                .param("id", id.value())
                .param("closedAt", closedAt == null ? null : utc(closedAt))
                .param("now", utc(now))
                .update();
    }

    /** Puts the moment of closing back where closing again would set a new one. */
    void closedAt(RecordId id, @Nullable Instant closedAt) {
        jdbc.sql("""
                update service_record set closed_at = :closedAt
                where id = :id and (closed_at is null) = (cast(:closedAt as timestamptz) is null)
                """)
                .param("closedAt", closedAt == null ? null : utc(closedAt))
                .param("id", id.value())
                .update();
    }

    void touch(RecordId id, Instant now) {
        jdbc.sql("update service_record set updated_at = :now where id = :id")
                .param("now", utc(now))
                .param("id", id.value())
                .update();
    }

    /** Open ones of a requester, newest first; the restricted ones only where the reader sees them. */
    List<RecordSummary> openOf(PersonId person, Reader reader, int limit) {
        return jdbc.sql("select " + RecordRows.SUMMARY_COLUMNS + "from service_record r\n" + RecordRows.SUMMARY_JOINS
                        + OPEN)
                .param("person", person.value())
                .param("administrator", reader.administrator())
                .param("reader", account(reader.account()))
                .param("limit", limit)
                .query(rows::summary)
                .list();
    }

    int countOpenOf(PersonId person, Reader reader) {
        return jdbc.sql("select count(*) from service_record r\n" + THEIRS)
                .param("person", person.value())
                .param("administrator", reader.administrator())
                .param("reader", account(reader.account()))
                .query(Integer.class)
                .single();
    }

    /** Whether the account wrote the record down, or works on it. */
    boolean concerns(RecordId id, AccountId account) {
        return jdbc.sql("""
                select r.assignee_id = :account or r.submit_user_id = (select person_id from account where id = :account)
                from service_record r where r.id = :id
                """)
                .param("id", id.value())
                .param("account", account.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Map<String, @Nullable Object> values(RecordDetails details) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("type", details.type().code());
        values.put("title", details.title());
        values.put("description", details.description());
        values.put("status", details.status().value());
        values.put("urgency", details.urgency().code());
        values.put("impact", details.impact().code());
        values.put(
                "category",
                details.category() == null ? null : details.category().value());
        values.put(
                "requestUser",
                details.requestUser() == null ? null : details.requestUser().value());
        values.put("assignee", account(details.assignee()));
        values.put("restricted", details.restricted());
        values.put("solution", details.solution());
        values.put("dueAt", details.dueAt() == null ? null : utc(details.dueAt()));
        return values;
    }

    private static @Nullable Long account(@Nullable AccountId id) {
        return id == null ? null : id.value();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
