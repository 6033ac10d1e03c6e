package org.ringdesk.calls;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code call_back} and {@code call_back_try}. */
@Repository
class CallBackRepository {
    private static final String SELECT = """
            select b.id, b.number, b.person_id, b.owner_name, b.queue, coalesce(g.name, '') as group_name, b.state, b.tries, b.first_at, b.last_at,
            b.due_at, b.taken_by, b.done_at, b.done_by, b.reached_by, b.version
            from call_back b
            left join agent_group_queue q on lower(q.queue) = lower(b.queue)
            left join agent_group g on g.id = q.group_id
            """;

    private final JdbcClient jdbc;

    CallBackRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts the call towards the number's call-back, which is made where there is none; once a call. */
    void tried(Call call, String numberKey, Instant dueAt) {
        @Nullable NumberOwner owner = call.owner();
        jdbc.sql("""
                with counted as (
                    select :call as call_id where not exists (select from call_back_try where call_id = :call)
                ), made as (
                    insert into call_back as b (number_key, number, person_id, owner_name, queue, state, tries, first_at, last_at, due_at)
                    select :key, :number, :person, :owner, :queue, 'open', 1, :at, :at, :due from counted
                    on conflict (number_key) where state <> 'done' do update
                        set tries = b.tries + 1, last_at = greatest(b.last_at, excluded.last_at),
                            first_at = least(b.first_at, excluded.first_at), due_at = least(b.due_at, excluded.due_at)
                    returning b.id
                )
                insert into call_back_try (call_id, call_back_id, at)
                select :call, id, :at from made
                on conflict do nothing
                """)
                .param("call", call.id().value())
                .param("key", numberKey)
                .param("number", call.number())
                .param("person", owner == null ? null : owner.person().value())
                .param("owner", owner == null ? null : owner.name())
                .param("queue", call.queue())
                .param("at", CallRows.utc(call.startedAt()))
                .param("due", CallRows.utc(dueAt))
                .update();
    }

    /** Takes the call out again: it turned out to have been answered, or to be another one. A call-back without calls goes. */
    void notTried(CallId call) {
        jdbc.sql("""
                with gone as (
                    delete from call_back_try where call_id = :call returning call_back_id
                ), fewer as (
                    update call_back b set tries = b.tries - 1 from gone
                    where b.id = gone.call_back_id and b.tries > 1
                )
                delete from call_back b using gone where b.id = gone.call_back_id and b.tries <= 1 and b.state <> 'done'
                """).param("call", call.value()).update();
    }

    /** Somebody talked to whoever has the number: what was tried until then is done. */
    void reached(String numberKey, CallId by, Instant at, Instant now) {
        jdbc.sql("""
                update call_back
                set state = 'done', done_at = :now, reached_by = :by, version = version + 1
                where number_key = :key and state <> 'done' and last_at <= :at
                """)
                .param("key", numberKey)
                .param("by", by.value())
                .param("at", CallRows.utc(at))
                .param("now", CallRows.utc(now))
                .update();
    }

    Optional<CallBack> find(long id) {
        return jdbc.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query((row, i) -> callBack(row))
                .optional();
    }

    /**
     * Whose call-backs are wanted.
     *
     * @param agent those that this one has taken, those of their groups and those of no group; null for everybody's
     * @param group those of this group; null for any
     */
    record Whose(@Nullable AccountId agent, @Nullable Long group) {
        static final Whose EVERYBODY = new Whose(null, null);
    }

    /** Not done: the one that is due first, first. */
    List<CallBack> waiting(Whose whose, @Nullable Long afterId, int limit) {
        return jdbc.sql(SELECT + """
                where b.state <> 'done' and (cast(:after as bigint) is null
                    or (b.due_at, b.id) > (select due_at, id from call_back where id = :after))
                    and (cast(:agent as bigint) is null or b.taken_by = :agent or g.id is null
                        or exists (select from agent_group_member m where m.group_id = g.id and m.account_id = :agent))
                    and (cast(:group as bigint) is null or g.id = :group)
                order by b.due_at, b.id
                limit :limit
                """)
                .param("agent", whose.agent() == null ? null : whose.agent().value())
                .param("group", whose.group())
                .param("after", afterId)
                .param("limit", limit)
                .query((row, i) -> callBack(row))
                .list();
    }

    /** Done: the last one first. */
    List<CallBack> done(@Nullable Long afterId, int limit) {
        return jdbc.sql(SELECT + """
                where b.state = 'done' and (cast(:after as bigint) is null
                    or (b.done_at, b.id) < (select done_at, id from call_back where id = :after))
                order by b.done_at desc, b.id desc
                limit :limit
                """)
                .param("after", afterId)
                .param("limit", limit)
                .query((row, i) -> callBack(row))
                .list();
    }

    /**
     * Gives it the state, where it still has the version; a number that has another one that is not done cannot be reopened.
     *
     * @return whether it was changed
     */
    boolean change(CallBack callBack, CallBack.State state, AccountId by, Instant now) {
        return jdbc.sql("""
                update call_back b
                set state = :state, version = version + 1, reached_by = null,
                    taken_by = case :state when 'taken' then :by when 'open' then null else taken_by end,
                    done_at = case when :state = 'done' then cast(:now as timestamptz) end,
                    done_by = case when :state = 'done' then cast(:by as bigint) end
                where id = :id and version = :version
                    and (:state = 'done' or not exists (
                        select from call_back other
                        where other.number_key = b.number_key and other.state <> 'done' and other.id <> b.id))
                """)
                        .param("state", CallRows.lower(state))
                        .param("by", by.value())
                        .param("now", CallRows.utc(now))
                        .param("id", callBack.id())
                        .param("version", callBack.version())
                        .update()
                == 1;
    }

    private static CallBack callBack(ResultSet row) throws SQLException {
        long reachedBy = row.getLong("reached_by");
        CallId reached = row.wasNull() ? null : new CallId(reachedBy);
        String owner = row.getString("owner_name");
        return new CallBack(
                row.getLong("id"),
                row.getString("number"),
                person(row),
                owner == null ? "" : owner,
                row.getString("queue"),
                row.getString("group_name"),
                CallBack.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                CallRows.instant(row, "first_at"),
                CallRows.instant(row, "last_at"),
                CallRows.instant(row, "due_at"),
                account(row, "taken_by"),
                perhaps(row.getObject("done_at", OffsetDateTime.class)),
                account(row, "done_by"),
                reached,
                row.getInt("version"));
    }

    private static @Nullable PersonId person(ResultSet row) throws SQLException {
        long id = row.getLong("person_id");
        return row.wasNull() ? null : new PersonId(id);
    }

    private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : new AccountId(id);
    }

    private static @Nullable Instant perhaps(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
