package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who sat down where, and had what dialled or transferred: the table {@code telephone_use}, for whoever has to find out
 * about a bill. Kept for a year.
 */
@Repository
class TelephoneUses {
    private static final Duration KEPT = Duration.ofDays(365);

    private final JdbcClient jdbc;
    private final Clock clock;

    TelephoneUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param what {@code signed_on}, {@code dialled} or {@code transferred}
     * @param number what was dialled or transferred to; empty for signing on
     */
    void note(AccountId agent, String what, String extension, String number) {
        jdbc.sql("delete from telephone_use where at < :before")
                .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                insert into telephone_use (at, account_id, login, what, extension, number)
                select :now, a.id, p.user_name, :what, :extension, :number
                from account a join person p on p.id = a.person_id where a.id = :agent""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("agent", agent.value())
                .param("what", what)
                .param("extension", extension)
                .param("number", number)
                .update();
    }
}
