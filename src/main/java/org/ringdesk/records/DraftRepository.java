package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code draft}. A draft whose submission became a record counts as gone, whenever it was written. */
@Repository
class DraftRepository {
    /** The drafts of :agent since :oldest; with the whole form of the one with :submission. */
    static final String LIST = """
            select d.submission, d.updated_at as kept_at, d.fields ->> 'o' as opening, d.fields ->> 'title' as draft_title,
                p.display_name as draft_requester, case when d.submission = :submission then d.fields end as form
            from draft d
                left join person p on lower(p.user_name) = lower(d.fields ->> 'requestUser')
            where d.account_id = :agent and d.updated_at >= :oldest
                and not exists (select from service_record r where r.submission = d.submission)
            """;

    private static final UUID NONE = new UUID(0, 0);

    private final JdbcClient jdbc;

    DraftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param fields the form as JSON
     */
    record Row(UUID submission, AccountId agent, String fields, Instant now) {}

    /**
     * @param oldest what was not changed since goes, whosever it is
     * @param perAgent as many as an agent keeps
     */
    record Limits(Instant oldest, int perAgent) {}

    /** False where there is a record of this submission. */
    boolean keep(Row row, Limits limits) {
        return jdbc.sql("""
                with kept as (
                    insert into draft (submission, account_id, fields, updated_at)
                    select :submission, :agent, cast(:fields as jsonb), :now
                    where not exists (select from service_record where submission = :submission)
                    on conflict (account_id, submission) do update
                        set fields = excluded.fields, updated_at = excluded.updated_at
                    returning submission
                ), too_many as (
                    delete from draft
                    where account_id = :agent and exists (select from kept) and submission in (
                        select submission from draft
                        where account_id = :agent and submission <> :submission
                        order by updated_at desc, submission
                        offset :others)
                ), too_old as (
                    delete from draft
                    where (account_id, submission) in (
                        select account_id, submission from draft
                        where updated_at < :oldest and submission <> :submission
                        for update skip locked)
                )
                select count(*) = 1 from kept
                """)
                .param("submission", row.submission())
                .param("agent", row.agent().value())
                .param("fields", row.fields())
                .param("now", RecordRepository.utc(row.now()))
                .param("others", limits.perAgent() - 1)
                .param("oldest", RecordRepository.utc(limits.oldest()))
                .query(Boolean.class)
                .single();
    }

    /** The agent's drafts, last changed first. */
    List<Draft> list(AccountId agent, Instant oldest) {
        return jdbc.sql(LIST + "order by kept_at desc, d.submission")
                .param("agent", agent.value())
                .param("oldest", RecordRepository.utc(oldest))
                .param("submission", NONE)
                .query((row, i) -> draft(row))
                .list();
    }

    void delete(UUID submission, AccountId agent) {
        jdbc.sql("delete from draft where account_id = :agent and submission = :submission")
                .param("agent", agent.value())
                .param("submission", submission)
                .update();
    }

    /** Where the agent has a draft of the other submission, too, both stay as they are. */
    void move(UUID from, UUID to) {
        jdbc.sql("""
                update draft d set submission = :to
                where submission = :from
                    and not exists (select from draft o where o.account_id = d.account_id and o.submission = :to)
                """).param("from", from).param("to", to).update();
    }

    /** A row of {@link #LIST}. */
    static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getObject("submission", UUID.class),
                text(row.getString("opening")),
                text(row.getString("draft_title")),
                text(row.getString("draft_requester")),
                keptAt(row));
    }

    static Instant keptAt(ResultSet row) throws SQLException {
        return row.getObject("kept_at", OffsetDateTime.class).toInstant();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
