package org.ringdesk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallChanged;
import org.ringdesk.calls.CallsJoined;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The time that agents talk in a call is time spent on its record: the table {@code call_time}. It is told anew whenever
 * the call changes, in the transaction that stores it, so that late events correct it.
 */
@Component
class CallTime {
    private final JdbcClient jdbc;

    CallTime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void changed(CallChanged change) {
        spent(change.after());
    }

    @EventListener
    void joined(CallsJoined joined) {
        jdbc.sql("delete from call_time where call_id = :gone")
                .param("gone", joined.gone().id().value())
                .update();
    }

    /** Writes down who has talked how long so far. What goes on is not over, and a call without a record has nowhere to. */
    void spent(Call call) {
        for (AccountId agent : call.agents()) {
            Duration talked = call.talked(agent);
            if (talked.isPositive()) {
                spent(call, agent, talked);
            }
        }
    }

    private void spent(Call call, AccountId agent, Duration talked) {
        jdbc.sql("""
                insert into call_time (call_id, account_id, record_id, agent, number, started_at, seconds)
                select :call, a.id, r.record_id, p.display_name, :number, :since, :seconds
                from (select record_id from call_record where call_id = :call order by linked_at, record_id limit 1) r
                    join account a on a.id = :agent
                    join person p on p.id = a.person_id
                on conflict (call_id, account_id) do update set
                    record_id = excluded.record_id, started_at = excluded.started_at, seconds = excluded.seconds
                """)
                .param("call", call.id().value())
                .param("agent", agent.value())
                .param("number", call.outsideNumber())
                .param("since", RecordRepository.utc(since(call, agent)))
                .param("seconds", talked.toSeconds())
                .update();
    }

    private static Instant since(Call call, AccountId agent) {
        return call.legs().stream()
                .filter(leg -> leg.of(agent))
                .flatMap(leg -> Stream.ofNullable(call.talkedSince(leg)))
                .min(Instant::compareTo)
                .orElse(call.startedAt());
    }
}
