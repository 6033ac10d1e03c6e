package org.ringdesk.calls;

import java.util.List;
import java.util.Optional;
import org.ringdesk.agents.AccountId;
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
