package org.ringdesk.pbx;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ConnectionRepository {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ConnectionRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Nothing where the feed is gone. */
    void store(FeedId feed, ConnectionState state) {
        @Nullable Instant last = state.lastMessageAt();
        jdbc.sql("""
                insert into pbx_connection (feed_id, node, phase, since, version, problem, facts, lacks, messages, per_second,
                    last_message_at, seen_at)
                select id, :node, :phase, :since, :version, :problem, cast(:facts as jsonb), cast(:lacks as jsonb), :messages,
                    :rate, :last, :seen
                from pbx_feed where id = :feed
                on conflict (feed_id) do update set
                    node = excluded.node, phase = excluded.phase, since = excluded.since, version = excluded.version,
                    problem = excluded.problem, facts = excluded.facts, lacks = excluded.lacks, messages = excluded.messages,
                    per_second = excluded.per_second, last_message_at = excluded.last_message_at, seen_at = excluded.seen_at
                """)
                .param("feed", feed.value())
                .param("node", state.node())
                .param("phase", state.phase().name().toLowerCase(Locale.ROOT))
                .param("since", state.since().atOffset(UTC))
                .param("version", state.version())
                .param("problem", state.problem())
                .param("facts", json.writeValueAsString(state.facts()))
                .param("lacks", json.writeValueAsString(state.lacks()))
                .param("messages", state.messages())
                .param("rate", state.perSecond())
                .param("last", last == null ? null : last.atOffset(UTC))
                .param("seen", state.seenAt().atOffset(UTC))
                .update();
    }

    void forget(FeedId feed) {
        jdbc.sql("delete from pbx_connection where feed_id = :feed")
                .param("feed", feed.value())
                .update();
    }

    Optional<ConnectionState> find(FeedId feed) {
        return jdbc.sql("""
                select node, phase, since, version, problem, facts, lacks, messages, per_second, last_message_at, seen_at
                from pbx_connection where feed_id = :feed""")
                .param("feed", feed.value())
                .query((row, i) -> state(row))
                .optional();
    }

    /** Of all that are switched on, as far as any node said how they are. */
    Map<FeedId, ConnectionState> all() {
        Map<FeedId, ConnectionState> all = new HashMap<>();
        jdbc.sql("""
                select feed_id, node, phase, since, version, problem, facts, lacks, messages, per_second, last_message_at,
                    seen_at
                from pbx_connection""").query(row -> {
            all.put(new FeedId(row.getLong("feed_id")), state(row));
        });
        return Map.copyOf(all);
    }

    private ConnectionState state(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime last = row.getObject("last_message_at", OffsetDateTime.class);
        return new ConnectionState(
                row.getString("node"),
                ConnectionState.Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("version"),
                row.getString("problem"),
                json.readValue(row.getString("facts"), TEXTS),
                json.readValue(row.getString("lacks"), TEXTS),
                row.getLong("messages"),
                row.getInt("per_second"),
                last == null ? null : last.toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant());
    }
}
