package org.ringdesk.drafts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code draft} and {@code draft_done}. A draft whose form is done counts as gone, whenever it was written. */
@Repository
class DraftRepository {
    /**
     * The drafts of :agent since :oldest; with the whole form of the one named :row, even if it was discarded after :undoable.
     */
    static final String LIST = """
            select d.submission, d.updated_at as kept_at, d.kind, d.subject, d.form as form_id, d.discarded_at,
                d.fields ->> 'o' as opening,
                coalesce(d.fields ->> 'title', nullif(d.fields ->> 'display_name', ''),
                    nullif(concat_ws(' ', d.fields ->> 'first_name', d.fields ->> 'last_name'), ' '),
                    d.fields ->> 'user_name') as draft_title,
                p.display_name as draft_requester, case when d.submission = :row then d.fields end as form
            from draft d
                left join person p on lower(p.user_name) = lower(d.fields ->> 'requestUser')
            where d.account_id = :agent and d.updated_at >= :oldest
                and (d.discarded_at is null or (d.submission = :row and d.discarded_at >= :undoable))
                and not exists (
                    select from draft_done x where x.form = d.form and coalesce(x.account_id, d.account_id) = d.account_id)
            """;

    private static final UUID NONE = new UUID(0, 0);

    private final JdbcClient jdbc;

    DraftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param fields the form as JSON */
    record Row(DraftKey key, String fields, Instant now) {}

    /** @param fields the form as JSON */
    record FormRow(KeptDraft draft, String fields) {}

    /**
     * @param oldest what was not changed since goes, whosever it is
     * @param perAgent as many as an agent keeps, and as many of those that were discarded
     */
    record Limits(Instant oldest, int perAgent) {}

    /** False where the form is done. */
    boolean keep(Row row, Viewer agent, Limits limits) {
        return jdbc.sql("""
                with kept as (
                    insert into draft (submission, account_id, kind, subject, form, fields, updated_at)
                    select :row, :agent, :kind, :subject, :form, cast(:fields as jsonb), :now
                    where not exists (
                        select from draft_done where form = :form and coalesce(account_id, :agent) = :agent)
                    on conflict (account_id, submission) do update
                        set form = excluded.form, fields = excluded.fields, updated_at = excluded.updated_at,
                            discarded_at = null
                    returning submission
                ), too_many as (
                    delete from draft
                    where account_id = :agent and exists (select from kept) and submission in (
                        select submission from (
                            select submission, row_number() over (
                                partition by discarded_at is null order by updated_at desc, submission) as place
                            from draft
                            where account_id = :agent and submission <> :row) others
                        where place > :others)
                ), too_old as (
                    delete from draft
                    where (account_id, submission) in (
                        select account_id, submission from draft
                        where updated_at < :oldest and submission <> :row
                        for update skip locked)
                ), long_done as (
                    delete from draft_done
                    where done_at < :oldest and form in (
                        select form from draft_done where done_at < :oldest for update skip locked)
                )
                select count(*) = 1 from kept
                """)
                .param("row", row.key().row())
                .param("agent", agent.accountNumber())
                .param("kind", row.key().kind())
                .param("subject", row.key().subject())
                .param("form", row.key().form())
                .param("fields", row.fields())
                .param("now", utc(row.now()))
                .param("others", limits.perAgent() - 1)
                .param("oldest", utc(limits.oldest()))
                .query(Boolean.class)
                .single();
    }

    /** The agent's drafts, last changed first. */
    List<KeptDraft> list(Viewer agent, Instant oldest) {
        return select(NONE, agent, oldest, oldest, " order by kept_at desc, d.submission")
                .query((row, i) -> draft(row))
                .list();
    }

    /** One of the agent's drafts, also one that was discarded since. */
    Optional<FormRow> form(UUID name, Viewer agent, Instant oldest, Instant undoable) {
        return select(name, agent, oldest, undoable, " and d.submission = :row")
                .query((row, i) -> new FormRow(draft(row), row.getString("form")))
                .optional();
    }

    private JdbcClient.StatementSpec select(UUID name, Viewer agent, Instant oldest, Instant undoable, String more) {
        return jdbc.sql(LIST + more)
                .param("agent", agent.accountNumber())
                .param("oldest", utc(oldest))
                .param("undoable", utc(undoable))
                .param("row", name);
    }

    void delete(UUID name, Viewer agent) {
        jdbc.sql("delete from draft where account_id = :agent and submission = :row")
                .param("agent", agent.accountNumber())
                .param("row", name)
                .update();
    }

    /** @param at null: not discarded after all */
    void discard(UUID name, Viewer agent, @Nullable Instant at) {
        jdbc.sql("""
                update draft set discarded_at = cast(:at as timestamptz)
                where account_id = :agent and submission = :row
                """)
                .param("at", at == null ? null : utc(at))
                .param("agent", agent.accountNumber())
                .param("row", name)
                .update();
    }

    /** @param agent whose drafts; null for those of everybody */
    void done(UUID form, @Nullable Viewer agent, Instant now) {
        jdbc.sql("""
                with gone as (
                    delete from draft where form = :form and account_id = coalesce(cast(:agent as bigint), account_id)
                )
                insert into draft_done (form, account_id, done_at) values (:form, :agent, :now) on conflict do nothing
                """)
                .param("form", form)
                .param("agent", agent == null ? null : agent.accountNumber())
                .param("now", utc(now))
                .update();
    }

    /** Where the agent has a draft of the other form, too, both stay as they are. */
    void move(UUID from, UUID to) {
        jdbc.sql("""
                update draft d set submission = :to, form = :to
                where submission = :from
                    and not exists (select from draft o where o.account_id = d.account_id and o.submission = :to)
                """).param("from", from).param("to", to).update();
    }

    /** A row of {@link #LIST}. */
    static KeptDraft draft(ResultSet row) throws SQLException {
        long subject = row.getLong("subject");
        var key = new DraftKey(
                row.getString("kind"), row.wasNull() ? null : subject, row.getObject("form_id", UUID.class));
        OffsetDateTime discarded = row.getObject("discarded_at", OffsetDateTime.class);
        return new KeptDraft(
                key,
                text(row.getString("opening")),
                text(row.getString("draft_title")),
                text(row.getString("draft_requester")),
                row.getObject("kept_at", OffsetDateTime.class).toInstant(),
                discarded == null ? null : discarded.toInstant());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
