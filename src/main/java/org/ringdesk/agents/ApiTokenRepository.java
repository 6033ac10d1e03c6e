package org.ringdesk.agents;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiTokenRepository {
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    ApiTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String name, byte[] hash, Set<Scope> scopes, @Nullable AccountId createdBy, Instant now) {
        jdbc.sql("""
                insert into api_token (name, token_hash, scopes, created_by, created_at)
                values (:name, :hash, :scopes::text[], :created_by, :now)""")
                .param("name", name)
                .param("hash", hash)
                .param("scopes", array(scopes))
                .param("created_by", createdBy == null ? null : createdBy.value())
                .param("now", now.atOffset(UTC))
                .update();
    }

    void insertMissing(String name, byte[] hash, Set<Scope> scopes, Instant now) {
        jdbc.sql("""
                insert into api_token (name, token_hash, scopes, created_at)
                values (:name, :hash, :scopes::text[], :now)
                on conflict (token_hash) do update set scopes = excluded.scopes""")
                .param("name", name)
                .param("hash", hash)
                .param("scopes", array(scopes))
                .param("now", now.atOffset(UTC))
                .update();
    }

    List<ApiToken> list() {
        return jdbc.sql("""
                select id, name, scopes, created_at, last_used_at, revoked_at
                from api_token
                order by revoked_at is not null, id desc""").query(ApiTokenRepository::token).list();
    }

    /** Of all tokens that work. */
    List<byte[]> hashes() {
        return jdbc.sql("select token_hash from api_token where revoked_at is null")
                .query((row, number) -> row.getBytes("token_hash"))
                .list();
    }

    void revoke(long id, Instant now) {
        jdbc.sql("update api_token set revoked_at = :now where id = :id and revoked_at is null")
                .param("id", id)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** The working token of that hash; its use is noted at most once a minute, so that reading stays reading. */
    Optional<ApiClient> use(byte[] hash, Instant now) {
        Optional<ApiToken> found = jdbc.sql("""
                select id, name, scopes, created_at, last_used_at, revoked_at
                from api_token
                where token_hash = :hash and revoked_at is null""")
                .param("hash", hash)
                .query(ApiTokenRepository::token)
                .optional();
        found.filter(token -> token.lastUsedAt() == null
                        || token.lastUsedAt().plus(USE_NOTED).isBefore(now))
                .ifPresent(token -> note(token.id(), now));
        return found.map(token -> new ApiClient(token.name(), token.id(), token.scopes()));
    }

    private void note(long id, Instant now) {
        jdbc.sql("update api_token set last_used_at = :now where id = :id")
                .param("id", id)
                .param("now", now.atOffset(UTC))
                .update();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                scopes((String[]) row.getArray("scopes").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Set<Scope> scopes(String[] keys) {
        return Arrays.stream(keys).map(Scope::ofKey).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static String array(Set<Scope> scopes) {
        return scopes.stream().map(Scope::key).sorted().collect(Collectors.joining(",", "{", "}"));
    }
}
