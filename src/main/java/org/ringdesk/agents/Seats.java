package org.ringdesk.agents;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who sits where. */
@Service
public class Seats {
    private final JdbcClient jdbc;

    Seats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The agent whom an event names by extension or login. */
    public Optional<AccountId> named(String name) {
        return jdbc.sql("""
                select a.id from account a join person p on p.id = a.person_id
                where a.enabled and a.role <> 'end_user' and (a.extension = :name or lower(p.user_name) = lower(:name))
                order by a.extension = :name desc nulls last limit 1
                """)
                .param("name", name)
                .query((row, i) -> new AccountId(row.getLong("id")))
                .optional();
    }
}
