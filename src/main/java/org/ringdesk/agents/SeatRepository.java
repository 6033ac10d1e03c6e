package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Extensions in the database. What writes them does so one after the other, so that no two change a pair of desks at once. */
@Repository
class SeatRepository {
    private final JdbcClient jdbc;

    SeatRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An extension, the display name of its owner, and whether colleagues may sit down there. */
    record Owned(String extension, AccountId account, String owner, boolean shared) {}

    List<SeatPlan.Named> agents() {
        return jdbc.sql("""
                select a.id, p.user_name, coalesce(p.email_address, '') as email_address
                from account a join person p on p.id = a.person_id
                where a.enabled and p.enabled and a.role <> 'end_user'""")
                .query((row, number) -> new SeatPlan.Named(
                        account(row, "id"), row.getString("user_name"), row.getString("email_address")))
                .list();
    }

    List<SeatPlan.Taken> taken() {
        return jdbc.sql("""
                select s.extension, s.account_id, exists (
                        select from account_extension o where o.extension = s.extension and o.kind = 'own') as given
                from seat s join account a on a.id = s.account_id join person p on p.id = a.person_id
                where a.enabled and p.enabled and a.role <> 'end_user'
                order by s.account_id, s.kind desc, s.place, s.extension""")
                .query((row, number) -> new SeatPlan.Taken(
                        row.getString("extension"), account(row, "account_id"), row.getBoolean("given")))
                .list();
    }

    /** What the account has to do with each of its extensions, the one it is signed on to first. */
    List<AgentExtension> extensions(AccountId id) {
        return jdbc.sql("""
                select e.extension, e.kind = 'own' as own, s.account_id = e.account_id as here,
                       coalesce(owner.display_name, '') as owner, coalesce(sitting.display_name, '') as sitting
                from account_extension e
                left join seat s on s.extension = e.extension
                left join account sa on sa.id = s.account_id
                left join person sitting on sitting.id = sa.person_id
                left join account_extension o on o.extension = e.extension and o.kind = 'own'
                left join account oa on oa.id = o.account_id
                left join person owner on owner.id = oa.person_id
                where e.account_id = :id
                order by e.kind desc, e.place, e.extension""")
                .param("id", id.value())
                .query((row, number) -> new AgentExtension(
                        row.getString("extension"),
                        row.getBoolean("own"),
                        row.getBoolean("here"),
                        row.getString("owner"),
                        row.getString("sitting")))
                .list();
    }

    /** The own extensions of these accounts, the main one first. */
    Map<AccountId, List<String>> own(List<AccountId> accounts) {
        return jdbc
                .sql("""
                select account_id, extension from account_extension
                where kind = 'own' and account_id = any(:accounts)
                order by account_id, place""")
                .param("accounts", accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .query((row, number) ->
                        new SeatPlan.Taken(row.getString("extension"), account(row, "account_id"), true))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        SeatPlan.Taken::account, Collectors.mapping(SeatPlan.Taken::extension, Collectors.toList())));
    }

    /** The first of these extensions that belongs to somebody else. */
    Optional<Owned> ownedByOthers(AccountId id, Extensions extensions) {
        return jdbc.sql("""
                select e.extension, e.account_id, a.desk_shared, p.display_name
                from account_extension e join account a on a.id = e.account_id join person p on p.id = a.person_id
                where e.kind = 'own' and e.extension = any(:extensions) and e.account_id <> :id
                order by e.extension limit 1""")
                .param("id", id.value())
                .param("extensions", extensions.list().toArray(String[]::new))
                .query(SeatRepository::owned)
                .optional();
    }

    /** Whose own that extension is. */
    Optional<Owned> owner(String extension) {
        return jdbc.sql("""
                select e.extension, e.account_id, a.desk_shared, p.display_name
                from account_extension e join account a on a.id = e.account_id join person p on p.id = a.person_id
                where e.kind = 'own' and e.extension = :extension""")
                .param("extension", extension)
                .query(SeatRepository::owned)
                .optional();
    }

    private static Owned owned(ResultSet row, int number) throws SQLException {
        return new Owned(
                row.getString("extension"),
                account(row, "account_id"),
                row.getString("display_name"),
                row.getBoolean("desk_shared"));
    }

    /** Sends guests away from the account's own extensions, where they have no leave any more. */
    void sendGuestsAway(AccountId id) {
        jdbc.sql("""
                delete from account_extension guest using account_extension own, account a
                where guest.kind = 'signed_on' and own.kind = 'own' and own.extension = guest.extension
                    and own.account_id = :id and a.id = :id and guest.account_id <> :id and not a.desk_shared""").param("id", id.value()).update();
    }

    /** Those of the accounts at whose extensions colleagues may sit down. */
    Set<AccountId> shared(List<AccountId> accounts) {
        return new HashSet<>(jdbc.sql("select id from account where desk_shared and id = any(:accounts)")
                .param("accounts", accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .query((row, number) -> account(row, "id"))
                .list());
    }

    /** Nobody else changes extensions until this transaction ends. */
    void lock() {
        jdbc.sql("lock table account_extension in share row exclusive mode").update();
    }

    void own(AccountId id, Extensions extensions, Instant now) {
        String[] list = extensions.list().toArray(String[]::new);
        jdbc.sql(
                        "delete from account_extension where account_id = :id and kind = 'own' and extension <> all(:extensions)")
                .param("id", id.value())
                .param("extensions", list)
                .update();
        jdbc.sql("""
                insert into account_extension (extension, kind, account_id, place, since)
                select extension, 'own', :id, place, :now
                from unnest(:extensions::text[]) with ordinality as given (extension, place)
                on conflict (extension, kind) do update set place = excluded.place""")
                .param("id", id.value())
                .param("extensions", list)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Under {@link #lock}. A row only where the extension is not the agent's own: their own they have once nobody is signed on to it. */
    void signOn(AccountId id, String extension, Instant now) {
        jdbc.sql("""
                delete from account_extension
                where kind = 'signed_on' and (account_id = :id or extension = :extension)""").param("id", id.value()).param("extension", extension).update();
        jdbc.sql("""
                insert into account_extension (extension, kind, account_id, since)
                select :extension, 'signed_on', :id, :now
                where not exists (
                    select from account_extension
                    where extension = :extension and kind = 'own' and account_id = :id)""")
                .param("id", id.value())
                .param("extension", extension)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void signOff(AccountId id) {
        jdbc.sql("delete from account_extension where account_id = :id and kind = 'signed_on'")
                .param("id", id.value())
                .update();
    }

    private static AccountId account(ResultSet row, String column) throws SQLException {
        return new AccountId(row.getLong(column));
    }
}
