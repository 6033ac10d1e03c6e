package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins that were ended before their cookie's time, until then. Read with the account, so that asking costs nothing; where
 * they become too many for that, all sign-ins of the account end, and nothing is left to be remembered.
 */
@Repository
class SignOuts {
    /** Of one account. Somebody who signs out ten times a day has 300 in the time that a cookie lasts. */
    static final int MOST = 1_000;

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
        endAllWhereTooMany(signIn.account());
        events.publishEvent(new AccountsChanged());
    }

    private void endAllWhereTooMany(AccountId account) {
        jdbc.sql("""
                with ended as (
                    update account set ended = ended + 1
                    where id = :account and (select count(*) from sign_out where account_id = :account) > :most
                    returning id
                )
                delete from sign_out using ended where account_id = ended.id""").param("account", account.value()).param("most", MOST).update();
    }
}
