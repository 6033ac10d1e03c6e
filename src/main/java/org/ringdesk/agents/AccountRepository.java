package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.PersonId;
import org.ringdesk.web.Language;
import org.ringdesk.web.Preferences;
import org.ringdesk.web.Theme;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountRepository {
    private static final String COLUMNS = """
            a.id, a.person_id, p.user_name, p.display_name, a.role, a.enabled and p.enabled as enabled,
            coalesce((
                select s.extension from seat s where s.account_id = a.id
                order by s.kind desc, s.place limit 1), '') as extension
            """;

    private static final String ACCOUNT = "select " + COLUMNS + "from account a join person p on p.id = a.person_id ";

    private static final String CREDENTIALS =
            "select a.password_hash, a.ended, a.language, a.zone, a.theme, a.single_keys, "
                    + "array(select mark from sign_out where account_id = a.id) as signed_out, " + COLUMNS
                    + "from account a join person p on p.id = a.person_id ";

    private final JdbcClient jdbc;

    AccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What signing in takes.
     *
     * @param passwordHash null until a password is chosen
     * @param ended how often all sign-ins were ended by switching the account off
     * @param signedOut marks of the sign-ins that were ended one by one
     */
    record Credentials(
            Account account, @Nullable String passwordHash, int ended, Preferences preferences, Set<String> signedOut) {
        SignedIn signedIn() {
            return new SignedIn(account, stamp(), preferences);
        }

        private String stamp() {
            return passwordHash == null ? "" : Secrets.stamp(ended == 0 ? passwordHash : passwordHash + "|" + ended);
        }
    }

    Optional<Credentials> find(AccountId id) {
        return jdbc.sql(CREDENTIALS + """
                where a.id = :id""")
                .param("id", id.value())
                .query(AccountRepository::credentials)
                .optional();
    }

    List<Credentials> all(Collection<AccountId> ids) {
        return jdbc.sql(CREDENTIALS + """
                where a.id = any(:ids)""")
                .param("ids", ids.stream().map(AccountId::value).toArray(Long[]::new))
                .query(AccountRepository::credentials)
                .list();
    }

    Optional<Credentials> withLogin(String login) {
        return jdbc.sql(CREDENTIALS + """
                where lower(p.user_name) = lower(:login)""")
                .param("login", login)
                .query(AccountRepository::credentials)
                .optional();
    }

    List<Account> assignable() {
        return jdbc.sql(ACCOUNT + """
                where a.enabled and p.enabled and a.role in ('agent', 'administrator')
                order by lower(p.display_name), a.id""").query(AccountRepository::account).list();
    }

    /**
     * Agents and administrators before end users.
     *
     * @param query part of a name or user name; empty for all
     */
    List<Account> list(String query, int limit) {
        return jdbc.sql(ACCOUNT + """
                where position(lower(:query) in lower(p.display_name || ' ' || p.user_name)) > 0
                order by a.role = 'end_user', lower(p.display_name), a.id
                limit :limit""")
                .param("query", query)
                .param("limit", limit)
                .query(AccountRepository::account)
                .list();
    }

    AccountId insert(PersonId person, Role role, @Nullable String passwordHash, Instant now) {
        return jdbc.sql("""
                insert into account (person_id, role, password_hash, created_at)
                values (:person, :role, :password_hash, :now)
                returning id""")
                .param("person", person.value())
                .param("role", role.key())
                .param("password_hash", passwordHash)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> new AccountId(row.getLong("id")))
                .single();
    }

    void change(AccountId id, AccountChange change) {
        jdbc.sql("update account set role = :role, enabled = :enabled, desk_shared = :shared where id = :id")
                .param("id", id.value())
                .param("role", change.role().key())
                .param("enabled", change.enabled())
                .param("shared", change.shared())
                .update();
    }

    void setPassword(AccountId id, String passwordHash) {
        jdbc.sql("update account set password_hash = :password_hash where id = :id")
                .param("id", id.value())
                .param("password_hash", passwordHash)
                .update();
    }

    /** @return whether that changed anything */
    boolean setPreferences(AccountId id, Preferences preferences) {
        Language language = preferences.language();
        return jdbc.sql("""
                update account
                set language = :language, zone = nullif(:zone, ''), theme = :theme, single_keys = :single_keys
                where id = :id and (language, zone, theme, single_keys)
                    is distinct from (cast(:language as text), nullif(:zone, ''), :theme, :single_keys)""")
                        .param("id", id.value())
                        .param("language", language == null ? null : language.tag())
                        .param("zone", preferences.zone())
                        .param("theme", preferences.theme().key())
                        .param("single_keys", preferences.singleKeys())
                        .update()
                > 0;
    }

    void seen(AccountId id, Instant now) {
        jdbc.sql("update account set last_seen_at = :now where id = :id")
                .param("id", id.value())
                .param("now", now.atOffset(UTC))
                .update();
    }

    /**
     * The people of the administrators who may sign in. Until the transaction ends nobody else takes one away. Read by a
     * statement of its own after the lock: what another transaction did meanwhile is seen.
     */
    Set<PersonId> lockAdministrators() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('ringdesk.administrators', 0))")
                .query(row -> {});
        return new HashSet<>(jdbc.sql("""
                select p.id
                from account a join person p on p.id = a.person_id
                where a.role = 'administrator' and a.enabled and p.enabled""")
                .query((row, number) -> new PersonId(row.getLong("id")))
                .list());
    }

    /** Those of the user names, as they are given, whose people have an account. */
    Set<String> holders(Collection<String> userNames) {
        return new HashSet<>(jdbc.sql("""
                select given.name
                from unnest(:names::text[]) as given (name)
                    join person p on lower(p.user_name) = lower(given.name)
                    join account a on a.person_id = p.id""")
                .param("names", userNames.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    boolean anyAdministrator() {
        return jdbc.sql("select exists (select from account where role = 'administrator')")
                .query(Boolean.class)
                .single();
    }

    private static Credentials credentials(ResultSet row, int number) throws SQLException {
        return new Credentials(
                account(row, number),
                row.getString("password_hash"),
                row.getInt("ended"),
                preferences(row),
                Set.of((String[]) row.getArray("signed_out").getArray()));
    }

    private static Preferences preferences(ResultSet row) throws SQLException {
        return new Preferences(
                Language.of(row.getString("language")).orElse(null),
                Objects.requireNonNullElse(row.getString("zone"), ""),
                Theme.of(row.getString("theme")).orElse(Theme.SYSTEM),
                row.getBoolean("single_keys"));
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getLong("id")),
                new PersonId(row.getLong("person_id")),
                row.getString("user_name"),
                row.getString("display_name"),
                Role.ofKey(row.getString("role")),
                row.getString("extension"),
                row.getBoolean("enabled"));
    }
}
