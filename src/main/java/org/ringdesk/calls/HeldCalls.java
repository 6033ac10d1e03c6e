package org.ringdesk.calls;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallRows.Stored;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Keeps everybody else from the calls that events name, and says what is known of them, in one round trip. Runs in the
 * transaction of {@link CallEvents}.
 */
@Repository
class HeldCalls {
    /**
     * Statements that go together. Each of them sees what was committed before it began, so those behind the locks see what
     * whoever held them has done; within one statement they would not. Plans are kept until the transaction ends: PostgreSQL
     * would else plan most of these anew each time, hoping to leave months out, and take longer over that than over them.
     */
    private static final String HOLD = """
            set local plan_cache_mode = force_generic_plan;
            select pg_advisory_xact_lock(lock)
            from (
                select distinct hashtextextended(:source || ' ' || key, 0) as lock
                from unnest(cast(:keys as text[])) as k (key)
                order by lock
            ) ordered;
            select %s
            from call c
            where (c.id, c.opened_at) in (
                select k.call_id, k.opened_at from call_key k where k.source = :source and k.key = any(:keys))
            order by c.id
            for update of c;
            select named.names, case when cardinality(named.names) = 0 then nextval('call_id') end as fresh
            from (
                select array(select k.key from call_key k where k.source = :source and k.key = any(:keys)) as names
            ) named;
            select %s
            from call_event e
            where (e.call_id, e.opened_at) in (
                select k.call_id, k.opened_at from call_key k where k.source = :source and k.key = any(:keys))
            """.formatted(CallRows.COLUMNS, CallRows.EVENT_COLUMNS);

    private final NamedParameterJdbcTemplate jdbc;
    private final CallRows rows;

    HeldCalls(NamedParameterJdbcTemplate jdbc, CallRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * What the keys stand for. Nobody else takes in an event that names one of them, or changes these calls, until the
     * transaction ends.
     *
     * @param calls oldest number first; none where nobody has heard of them, or they were just joined to others
     * @param events of all these calls
     * @param names those of the keys that stand for something
     * @param fresh the number of a new call, null where the keys stand for one already
     */
    record Held(
            List<Stored> calls,
            List<KnownEvent> events,
            Set<String> names,
            @Nullable CallId fresh) {}

    private record Names(Set<String> names, @Nullable CallId fresh) {}

    /** The keys that an event names its call by: the call's own, that of its leg, that of another call it joins. */
    static List<String> keys(List<KnownEvent> told) {
        Set<String> keys = new LinkedHashSet<>();
        for (KnownEvent known : told) {
            keys.add("call:" + known.origin().call());
            if (known.event() instanceof CallEvent.OfLeg leg) {
                keys.add("leg:" + leg.leg().id());
            }
            if (known.event() instanceof CallEvent.Joined joined) {
                keys.add("call:" + joined.other());
            }
        }
        return List.copyOf(keys);
    }

    Held hold(String source, List<String> keys) {
        var params = new MapSqlParameterSource("source", source).addValue("keys", keys.toArray(String[]::new));
        return jdbc.execute(HOLD, params, this::held);
    }

    private Held held(PreparedStatement statement) throws SQLException {
        statement.execute();
        // Behind the setting and the locks.
        statement.getMoreResults();
        List<Stored> calls = next(statement, (row, i) -> rows.stored(row));
        Names names = next(statement, (row, i) -> names(row)).getFirst();
        List<KnownEvent> events = next(statement, (row, i) -> CallRows.event(row));
        return new Held(calls, events, names.names(), names.fresh());
    }

    private static <T> List<T> next(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        statement.getMoreResults();
        List<T> all = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                all.add(mapper.mapRow(rows, all.size()));
            }
        }
        return all;
    }

    private static Names names(ResultSet row) throws SQLException {
        Set<String> names =
                Set.copyOf(Arrays.asList((String[]) row.getArray("names").getArray()));
        long fresh = row.getLong("fresh");
        return new Names(names, row.wasNull() ? null : new CallId(fresh));
    }
}
