package org.ringdesk.calls;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ringdesk.agents.QueueNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Queues that calls came through. */
@Repository
class HeardQueues implements QueueNames {
    private static final Duration LATELY = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    HeardQueues(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<String> recent() {
        return jdbc.sql("""
                select min(queue) as queue from call where queue <> '' and opened_at > :since
                group by lower(queue) order by lower(queue) limit 50""")
                .param("since", CallRows.utc(clock.instant().minus(LATELY)))
                .query((row, i) -> row.getString("queue"))
                .list();
    }
}
