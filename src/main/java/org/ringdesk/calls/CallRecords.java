package org.ringdesk.calls;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ringdesk.agents.AccountId;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which service records were written down of which calls: the table {@code call_record}. Records are known by number here. */
@Service
public class CallRecords {
    private final JdbcClient jdbc;
    private final CallRows rows;
    private final Clock clock;

    CallRecords(JdbcClient jdbc, CallRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    private record Linked(CallId call, Long record) {}

    /** Notes that the record is of the call, or of the one that it turned out to be. Does nothing where that is known. */
    public void link(CallId call, long record, AccountId by) {
        jdbc.sql("""
                insert into call_record (call_id, record_id, account_id, linked_at)
                values (coalesce((select call_id from call_joined where gone = :call), :call), :record, :by, :now)
                on conflict do nothing
                """)
                .param("call", call.value())
                .param("record", record)
                .param("by", by.value())
                .param("now", CallRows.utc(clock.instant()))
                .update();
    }

    /** Numbers of the records of each call that has some, the first one first. */
    public Map<CallId, List<Long>> of(Collection<CallId> calls) {
        if (calls.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        "select call_id, record_id from call_record where call_id = any(:calls) order by linked_at, record_id")
                .param("calls", calls.stream().map(CallId::value).toArray(Long[]::new))
                .query((row, i) -> new Linked(new CallId(row.getLong("call_id")), row.getLong("record_id")))
                .list()
                .stream()
                .collect(groupingBy(Linked::call, mapping(Linked::record, toList())));
    }

    /** Numbers of the records of a call, the first one first. */
    public List<Long> of(CallId call) {
        return of(List.of(call)).getOrDefault(call, List.of());
    }

    /** The calls of a record, newest first. */
    public List<Call> calls(long record, int limit) {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                from call c
                where c.id in (select call_id from call_record where record_id = :record order by call_id desc limit :limit)
                order by c.started_at desc, c.id desc
                """)
                .param("record", record)
                .param("limit", limit)
                .query((row, i) -> rows.call(row))
                .list();
    }

    @EventListener
    void joined(CallsJoined joined) {
        jdbc.sql("""
                with was as (delete from call_record where call_id = :gone returning record_id, account_id, linked_at)
                insert into call_record (call_id, record_id, account_id, linked_at)
                select :into, record_id, account_id, linked_at from was
                on conflict do nothing
                """)
                .param("gone", joined.gone().id().value())
                .param("into", joined.into().value())
                .update();
    }
}
