package org.ringdesk.pbx;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class FeedRepository {
    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};
    private static final TypeReference<List<Heard>> LAST = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FeedRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A feed with what proves that a message is of it.
     *
     * @param tokenHash in hexadecimal digits
     */
    record Keyed(
            Feed feed, @Nullable String tokenHash, @Nullable String secret) {}

    List<Keyed> all() {
        return jdbc.sql("""
                select id, kind, name, enabled, per_second, settings, created_at, encode(token_hash, 'hex') as hash, secret
                from pbx_feed
                order by id""").query(this::keyed).list();
    }

    /** @return empty where the token is another one's of the kind already */
    Optional<FeedId> insert(
            String kind,
            String name,
            byte @Nullable [] tokenHash,
            @Nullable String secret,
            Map<String, String> settings,
            Instant now) {
        return jdbc.sql("""
                insert into pbx_feed (kind, name, token_hash, secret, settings, created_at)
                values (:kind, :name, cast(:hash as bytea), :secret, cast(:settings as jsonb), :now)
                on conflict (kind, token_hash) do nothing
                returning id""")
                .param("kind", kind)
                .param("name", name)
                .param("hash", tokenHash)
                .param("secret", secret)
                .param("settings", json.writeValueAsString(settings))
                .param("now", now.atOffset(UTC))
                .query(Long.class)
                .optional()
                .map(FeedId::new);
    }

    /** @param secret null where it stays */
    void change(Feed feed, @Nullable String secret) {
        jdbc.sql("""
                update pbx_feed
                set name = :name, enabled = :enabled, per_second = :per_second, settings = cast(:settings as jsonb),
                    secret = coalesce(:secret, secret)
                where id = :id""")
                .param("id", feed.id().value())
                .param("name", feed.name())
                .param("enabled", feed.enabled())
                .param("secret", secret)
                .param("per_second", feed.perSecond())
                .param("settings", json.writeValueAsString(feed.settings()))
                .update();
    }

    void renew(FeedId id, byte @Nullable [] tokenHash, @Nullable String secret) {
        jdbc.sql("update pbx_feed set token_hash = cast(:hash as bytea), secret = :secret where id = :id")
                .param("id", id.value())
                .param("hash", tokenHash)
                .param("secret", secret)
                .update();
    }

    void delete(FeedId id) {
        jdbc.sql("delete from pbx_feed where id = :id and kind <> 'simulated'")
                .param("id", id.value())
                .update();
    }

    Activity activity(FeedId id) {
        return jdbc.sql("select received, refused, last_heard_at, last_heard from pbx_feed where id = :id")
                .param("id", id.value())
                .query((row, i) -> activity(row))
                .optional()
                .orElse(new Activity(0, 0, null, List.of()));
    }

    void add(FeedId id, Activity more) {
        Instant at = more.lastHeardAt();
        jdbc.sql("""
                update pbx_feed
                set received = received + :received, refused = refused + :refused,
                    last_heard_at = greatest(last_heard_at, :at),
                    last_heard = jsonb_path_query_array(cast(:last as jsonb) || last_heard, '$[0 to 19]')
                where id = :id""")
                .param("id", id.value())
                .param("received", more.received())
                .param("refused", more.refused())
                .param("at", at == null ? null : at.atOffset(UTC))
                .param("last", json.writeValueAsString(more.last()))
                .update();
    }

    private Activity activity(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("last_heard_at", OffsetDateTime.class);
        return new Activity(
                row.getLong("received"),
                row.getLong("refused"),
                at == null ? null : at.toInstant(),
                json.readValue(row.getString("last_heard"), LAST));
    }

    private Keyed keyed(ResultSet row, int number) throws SQLException {
        var feed = new Feed(
                new FeedId(row.getLong("id")),
                row.getString("kind"),
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getInt("per_second"),
                json.readValue(row.getString("settings"), SETTINGS),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return new Keyed(feed, row.getString("hash"), row.getString("secret"));
    }
}
