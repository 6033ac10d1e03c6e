package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.event.TransactionalEventListener;

/** Links that let their holder choose a password, once. Only the token's SHA-256 is kept. */
@Repository
class Invitations {
    private static final Duration SET_UP = Duration.ofHours(24);
    private static final Duration INVITED = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final KnownHashes hashes;
    private final Clock clock;

    Invitations(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.hashes = new KnownHashes(this::hashes, clock);
        this.clock = clock;
    }

    /** The path of a new link for the first administrator. Older ones keep working until one was used: nodes may start together. */
    String forFirstAdministrator() {
        return "/setup/" + create(null, null, SET_UP);
    }

    /**
     * The path of a new link for an account; ends the account's older ones.
     *
     * @param by whose it is: it ends where they are an administrator no more
     */
    String forAccount(AccountId account, AccountId by) {
        jdbc.sql("delete from invitation where account_id = :account")
                .param("account", account.value())
                .update();
        return "/invitation/" + create(account, by, INVITED);
    }

    /** False, without asking the database, for what is no link. */
    boolean opensSetUp(String token) {
        return hashes.mayHave(Secrets.hash(token)) && isSetUp(token);
    }

    private boolean isSetUp(String token) {
        return jdbc.sql("""
                select exists (
                    select from invitation
                    where token_hash = :hash and account_id is null and expires_at > :now)""")
                .param("hash", Secrets.hash(token))
                .param("now", clock.instant().atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Empty, without asking the database, for what is no link. */
    Optional<AccountId> invited(String token) {
        return hashes.mayHave(Secrets.hash(token)) ? account(token) : Optional.empty();
    }

    private Optional<AccountId> account(String token) {
        return jdbc.sql("""
                select account_id from invitation
                where token_hash = :hash and account_id is not null and expires_at > :now""")
                .param("hash", Secrets.hash(token))
                .param("now", clock.instant().atOffset(UTC))
                .query((row, number) -> new AccountId(row.getLong("account_id")))
                .optional();
    }

    /** Ends a link. False when somebody else was faster. */
    boolean use(String token) {
        return jdbc.sql("delete from invitation where token_hash = :hash and expires_at > :now")
                        .param("hash", Secrets.hash(token))
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    void endSetUp() {
        jdbc.sql("delete from invitation where account_id is null").update();
    }

    private String create(@Nullable AccountId account, @Nullable AccountId by, Duration life) {
        jdbc.sql("delete from invitation where expires_at <= :now")
                .param("now", clock.instant().atOffset(UTC))
                .update();
        String token = Secrets.fresh();
        jdbc.sql("""
                insert into invitation (token_hash, account_id, created_by, expires_at)
                values (:hash, :account, :by, :expires_at)""")
                .param("hash", Secrets.hash(token))
                .param("account", account == null ? null : account.value())
                .param("by", by == null ? null : by.value())
                .param("expires_at", clock.instant().plus(life).atOffset(UTC))
                .update();
        events.publishEvent(new InvitationMade());
        return token;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(InvitationMade made) {
        hashes.forget();
    }

    private List<byte[]> hashes() {
        return jdbc.sql("select token_hash from invitation where expires_at > :now")
                .param("now", clock.instant().atOffset(UTC))
                .query((row, number) -> row.getBytes("token_hash"))
                .list();
    }
}
