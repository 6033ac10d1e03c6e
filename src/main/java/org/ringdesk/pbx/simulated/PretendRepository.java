package org.ringdesk.pbx.simulated;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringdesk.calls.CallId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PretendRepository {
    private static final int MOST = 30;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PretendRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(CallId id, PretendCall call, Instant now) {
        jdbc.sql("delete from simulated_call where placed_at < cast(:now as timestamptz) - interval '1 day'")
                .param("now", now.atOffset(UTC))
                .update();
        jdbc.sql("""
                insert into simulated_call (id, state, over, placed_at)
                values (:id, cast(:state as jsonb), :over, :now)""")
                .param("id", id.value())
                .param("state", json.writeValueAsString(call))
                .param("over", call.over())
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** The call is one of the scripted day's. */
    void script(CallId id) {
        jdbc.sql("update simulated_call set scripted = true where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Scripted calls that go on. */
    List<CallId> scripted() {
        return jdbc.sql("select id from simulated_call where scripted and not over order by id")
                .query((row, number) -> new CallId(row.getLong("id")))
                .list();
    }

    void update(CallId id, PretendCall call) {
        jdbc.sql("update simulated_call set state = cast(:state as jsonb), over = :over where id = :id")
                .param("id", id.value())
                .param("state", json.writeValueAsString(call))
                .param("over", call.over())
                .update();
    }

    /** @param locked whether nobody else changes it until the transaction ends */
    Optional<Numbered> find(CallId id, boolean locked) {
        return jdbc.sql("select id, state from simulated_call where id = :id" + (locked ? " for update" : ""))
                .param("id", id.value())
                .query(this::numbered)
                .optional();
    }

    /** Those that go on, and those that were placed since; the newest first. */
    List<Numbered> list(Instant since) {
        return jdbc.sql("""
                select id, state from simulated_call
                where not over or placed_at > :since
                order by placed_at desc
                limit :most""")
                .param("since", since.atOffset(UTC))
                .param("most", MOST)
                .query(this::numbered)
                .list();
    }

    private Numbered numbered(ResultSet row, int number) throws SQLException {
        return new Numbered(new CallId(row.getLong("id")), json.readValue(row.getString("state"), PretendCall.class));
    }
}
