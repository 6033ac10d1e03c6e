package org.ringdesk.calls;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PresenceRepository {
    private static final TypeReference<List<Presence.Membership>> QUEUES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PresenceRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @return extensions of which something else is known than before */
    Set<String> store(String source, Collection<Presence> presences, Instant now) {
        List<Presence> all = new ArrayList<>(presences);
        return new HashSet<>(jdbc.sql("""
                insert into presence (source, extension, device, queues, since)
                select :source, told.extension, told.device, cast(told.queues as jsonb), :now
                from unnest(:extensions::text[], :devices::text[], :queues::text[]) as told (extension, device, queues)
                order by told.extension
                on conflict (source, extension) do update set
                    device = excluded.device, queues = excluded.queues,
                    since = case when presence.device = excluded.device then presence.since else excluded.since end
                where (presence.device, presence.queues) is distinct from (excluded.device, excluded.queues)
                returning extension""")
                .param("source", source)
                .param("now", CallRows.utc(now))
                .param("extensions", texts(all, Presence::extension))
                .param("devices", texts(all, presence -> presence.device().key()))
                .param("queues", texts(all, presence -> json.writeValueAsString(presence.queues())))
                .query(String.class)
                .list());
    }

    /** @return extensions of the source that were forgotten, since they are not among these */
    Set<String> keep(String source, Collection<Presence> presences) {
        return new HashSet<>(jdbc.sql("""
                delete from presence where source = :source and extension <> all(:extensions::text[])
                returning extension""")
                .param("source", source)
                .param("extensions", texts(new ArrayList<>(presences), Presence::extension))
                .query(String.class)
                .list());
    }

    Map<String, Presence> find(Collection<String> extensions) {
        return together(jdbc.sql("select extension, device, queues from presence where extension = any(:extensions)")
                .param("extensions", extensions.toArray(String[]::new))
                .query((row, i) -> presence(row))
                .list());
    }

    Map<String, Map<String, Presence>> bySource(Collection<String> extensions) {
        Map<String, Map<String, Presence>> found = new HashMap<>();
        jdbc.sql("select source, extension, device, queues from presence where extension = any(:extensions)")
                .param("extensions", extensions.toArray(String[]::new))
                .query(row -> {
                    Presence presence = presence(row);
                    found.computeIfAbsent(row.getString("source"), any -> new HashMap<>())
                            .put(presence.extension(), presence);
                });
        return found;
    }

    Map<String, Presence> find(String source) {
        return together(jdbc.sql("select extension, device, queues from presence where source = :source")
                .param("source", source)
                .query((row, i) -> presence(row))
                .list());
    }

    private static Map<String, Presence> together(List<Presence> presences) {
        return presences.stream()
                .collect(Collectors.groupingBy(
                        Presence::extension, Collectors.collectingAndThen(Collectors.toList(), Presence::together)));
    }

    private static String[] texts(List<Presence> presences, Function<Presence, String> text) {
        return presences.stream().map(text).toArray(String[]::new);
    }

    private Presence presence(ResultSet row) throws SQLException {
        return new Presence(
                row.getString("extension"),
                Presence.Device.valueOf(row.getString("device").toUpperCase(Locale.ROOT)),
                json.readValue(row.getString("queues"), QUEUES));
    }
}
