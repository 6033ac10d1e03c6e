package org.ringdesk.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the table {@code call}. */
@Repository
class CallRepository {
    private final JdbcClient jdbc;
    private final CallRows rows;

    CallRepository(JdbcClient jdbc, CallRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    Optional<Call> find(CallId id) {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                from call c
                where c.id = coalesce((select call_id from call_joined where gone = :id), :id)
                """)
                .param("id", id.value())
                .query((row, i) -> rows.call(row))
                .optional();
    }

    Optional<Call> find(String source, String key) {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                from call c
                join call_key k on k.call_id = c.id and k.opened_at = c.opened_at
                where k.source = :source and k.key = 'call:' || :key
                """)
                .param("source", source)
                .param("key", key)
                .query((row, i) -> rows.call(row))
                .optional();
    }

    /** One more than {@code limit} where there are more, newest first. */
    List<Call> list(CallQuery query, @Nullable CallCursor after, int limit) {
        var conditions = new ArrayList<String>();
        Map<String, Object> params = new HashMap<>();
        if (query.numberKeys() != null) {
            conditions.add("c.number_key = any(:keys)");
            params.put("keys", query.numberKeys().toArray(String[]::new));
        }
        if (query.people() != null) {
            conditions.add("c.person_id = any(:people)");
            params.put("people", query.people().stream().map(PersonId::value).toArray(Long[]::new));
        }
        if (query.agent() != null) {
            conditions.add("c.agents @> array[:agent]::bigint[]");
            params.put("agent", query.agent().value());
        }
        if (!query.queue().isEmpty()) {
            conditions.add("c.queue = :queue and c.queue <> ''");
            params.put("queue", query.queue());
        }
        if (query.direction() != null) {
            conditions.add("c.direction = :direction");
            params.put("direction", CallRows.lower(query.direction()));
        }
        if (!query.outcomes().isEmpty()) {
            conditions.add("c.outcome = any(:outcomes)");
            params.put(
                    "outcomes", query.outcomes().stream().map(CallRows::lower).toArray(String[]::new));
        }
        if (query.open()) {
            conditions.add("c.state <> 'ended'");
        }
        if (query.from() != null) {
            conditions.add("c.started_at >= :from");
            params.put("from", CallRows.utc(query.from()));
        }
        if (query.before() != null) {
            conditions.add("c.started_at < :before");
            params.put("before", CallRows.utc(query.before()));
        }
        if (after != null) {
            conditions.add("(c.started_at, c.id) < (:afterStart, :afterId)");
            params.put("afterStart", CallRows.utc(after.startedAt()));
            params.put("afterId", after.id());
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return jdbc.sql("select " + CallRows.COLUMNS + " from call c" + where
                        + " order by c.started_at desc, c.id desc limit :limit")
                .params(params)
                .param("limit", limit + 1)
                .query((row, i) -> rows.call(row))
                .list();
    }

    List<String> queues() {
        return jdbc.sql("""
                with recursive queues as (
                    (select queue from call where queue <> '' order by queue limit 1)
                    union all
                    select (select c.queue from call c where c.queue > q.queue order by c.queue limit 1)
                    from queues q
                    where q.queue is not null
                )
                select queue from queues where queue is not null limit 200
                """).query((row, i) -> row.getString("queue")).list();
    }

    /** What was heard of the call, in the order in which it came. */
    List<Heard> heard(CallId call) {
        return jdbc.sql("select e.received_at, " + CallRows.EVENT_COLUMNS + """
                from call_event e
                where e.call_id = :call
                order by e.received_at, e.at
                limit 500
                """)
                .param("call", call.value())
                .query((row, i) -> new Heard(CallRows.instant(row, "received_at"), CallRows.event(row)))
                .list();
    }

    /** An event and when it came. */
    record Heard(Instant receivedAt, KnownEvent known) {}

    List<Calls.Open> open(String source) {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                    , substr(k.key, 6) as source_key
                from call c
                cross join lateral (
                    select key from call_key
                    where call_id = c.id and opened_at = c.opened_at and source = :source and key like 'call:%'
                    order by key limit 1) k
                where c.state <> 'ended'
                """)
                .param("source", source)
                .query((row, i) -> new Calls.Open(rows.call(row), row.getString("source_key")))
                .list();
    }

    Optional<Instant> lastBefore(CallId call, String numberKey, Instant before) {
        return jdbc.sql("""
                select started_at from call
                where number_key = :key and number_key <> '' and id <> :call and started_at <= :before
                order by started_at desc limit 1
                """)
                .param("key", numberKey)
                .param("call", call.value())
                .param("before", CallRows.utc(before))
                .query((row, i) -> CallRows.instant(row, "started_at"))
                .optional();
    }

    /** All that go on, the oldest first. */
    List<Call> open() {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                from call c
                where c.state <> 'ended'
                order by c.started_at, c.id
                limit 1000
                """)
                .query((row, i) -> rows.call(row))
                .list();
    }

    List<Call> open(AccountId agent) {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                from call c
                where c.state <> 'ended' and c.agents @> array[:agent]::bigint[]
                order by c.started_at, c.id
                """)
                .param("agent", agent.value())
                .query((row, i) -> rows.call(row))
                .list();
    }
}
