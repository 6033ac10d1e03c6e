package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who sat down where, and had what dialled or transferred: the table {@code telephone_use}, for whoever has to find out
 * about a bill. Kept for a year.
 */
@Repository
class TelephoneUses {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int MOST_A_MINUTE = 30;
    private static final int MOST_A_DAY = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    TelephoneUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Nobody dials, transfers or moves that often by hand.
     *
     * @throws Refused 429 where the agent did
     */
    void refuseTooMany(AccountId agent) {
        Instant now = clock.instant();
        boolean tooMany = jdbc.sql("""
                select count(*) >= :a_day or count(*) filter (where at > :a_minute_ago) >= :a_minute
                from telephone_use where account_id = :agent and at > :a_day_ago""")
                .param("a_day", MOST_A_DAY)
                .param("a_minute", MOST_A_MINUTE)
                .param("a_minute_ago", now.minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param("a_day_ago", now.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .param("agent", agent.value())
                .query(Boolean.class)
                .single();
        if (tooMany) {
            throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "agents.telephone.too-often");
        }
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
