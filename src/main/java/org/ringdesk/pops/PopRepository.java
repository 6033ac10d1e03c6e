package org.ringdesk.pops;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PopRepository {
    private static final String COLUMNS = """
            id, call_id, account_id, state, reason, tab, offered_at, claimed_at, acknowledged_at, notified_at""";

    private final JdbcClient jdbc;

    PopRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The pop, where it is new, or was quiet and now opens; the constraint pop_once_per_call_and_agent keeps out others. */
    Optional<Pop> settle(CallId call, AccountId agent, PopReason reason, Instant now) {
        return jdbc.sql("""
                insert into pop (call_id, account_id, state, reason, offered_at)
                values (:call, :agent, :state, :reason, :now)
                on conflict (call_id, account_id) do update
                set state = excluded.state, reason = excluded.reason, offered_at = excluded.offered_at
                where pop.state = 'quiet' and excluded.state = 'offered'
                returning %s""".formatted(COLUMNS))
                .param("call", call.value())
                .param("agent", agent.value())
                .param("state", Words.of(reason.opens() ? PopState.OFFERED : PopState.QUIET))
                .param("reason", Words.of(reason))
                .param("now", now.atOffset(UTC))
                .query(PopRepository::pop)
                .optional();
    }

    /** Two calls are one: an agent who had a form for either has had it. */
    void move(CallId gone, CallId into) {
        jdbc.sql("""
                update pop set call_id = :into
                where call_id = :gone
                    and not exists (select from pop o where o.call_id = :into and o.account_id = pop.account_id)""").param("gone", gone.value()).param("into", into.value()).update();
    }

    /** Empty where another tab was first, or the offer is older than that. */
    Optional<Pop> claim(PopId id, AccountId agent, String tab, Instant now, Instant oldest) {
        return jdbc.sql("""
                update pop set state = 'claimed', claimed_at = :now, tab = :tab
                where id = :id and account_id = :agent and state = 'offered' and offered_at >= :oldest
                returning %s""".formatted(COLUMNS))
                .param("id", id.value())
                .param("agent", agent.value())
                .param("tab", tab)
                .param("now", now.atOffset(UTC))
                .param("oldest", oldest.atOffset(UTC))
                .query(PopRepository::pop)
                .optional();
    }

    boolean acknowledge(PopId id, AccountId agent, Instant now) {
        return jdbc.sql("""
                        update pop set state = 'acknowledged', acknowledged_at = :now
                        where id = :id and account_id = :agent and state in ('offered', 'claimed', 'notified')""")
                        .param("id", id.value())
                        .param("agent", agent.value())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean notified(PopId id, AccountId agent, Instant now) {
        return jdbc.sql("""
                        update pop set state = 'notified', notified_at = :now
                        where id = :id and account_id = :agent and state in ('offered', 'claimed')""")
                        .param("id", id.value())
                        .param("agent", agent.value())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    List<Pop> of(CallId call) {
        return jdbc.sql("select %s from pop where call_id = :call order by offered_at, id".formatted(COLUMNS))
                .param("call", call.value())
                .query(PopRepository::pop)
                .list();
    }

    /** Of those calls, the ones that some tab may still open. */
    List<Pop> offered(AccountId agent, Collection<CallId> calls, Instant oldest) {
        return jdbc.sql("""
                select %s from pop
                where call_id = any(:calls) and account_id = :agent and state = 'offered' and offered_at >= :oldest
                order by id""".formatted(COLUMNS))
                .param("calls", calls.stream().map(CallId::value).toArray(Long[]::new))
                .param("agent", agent.value())
                .param("oldest", oldest.atOffset(UTC))
                .query(PopRepository::pop)
                .list();
    }

    void deleteBefore(Instant time) {
        jdbc.sql("delete from pop where offered_at < :time")
                .param("time", time.atOffset(UTC))
                .update();
    }

    private static Pop pop(ResultSet row, int number) throws SQLException {
        return new Pop(
                new PopId(row.getLong("id")),
                new CallId(row.getLong("call_id")),
                new AccountId(row.getLong("account_id")),
                Words.of(PopState.class, row.getString("state")),
                Words.of(PopReason.class, row.getString("reason")),
                row.getString("tab"),
                row.getObject("offered_at", OffsetDateTime.class).toInstant(),
                instant(row, "claimed_at"),
                instant(row, "acknowledged_at"),
                instant(row, "notified_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
