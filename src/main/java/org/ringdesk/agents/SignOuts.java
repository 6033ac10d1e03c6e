package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Sign-ins that were ended before their cookie's time, until then. Read with the account, so that asking costs nothing. */
@Repository
class SignOuts {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignOuts(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void end(SignIn signIn) {
        jdbc.sql("delete from sign_out where until <= :now")
                .param("now", clock.instant().atOffset(UTC))
                .update();
        jdbc.sql("""
                insert into sign_out (mark, account_id, until) values (:mark, :account, :until)
                on conflict (mark) do nothing""")
                .param("mark", signIn.mark())
                .param("account", signIn.account().value())
                .param("until", signIn.begun().plus(SignInCookie.LONGEST).atOffset(UTC))
                .update();
        events.publishEvent(new AccountsChanged());
    }
}
