package org.ringdesk.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallRows.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables that a call is added up from: {@code call_event}, {@code call_key}, {@code call}. Everything here runs in the
 * transaction of {@link CallEvents}.
 */
@Repository
class EventRepository {
    private static final String KEYS = """
            insert into call_key (source, key, call_id, opened_at)
            select :source, key, :id, :opened from unnest(cast(:keys as text[])) as k (key);
            """;

    private static final String EVENTS_AND_CALL = """
            insert into call_event (call_id, opened_at, source, event_id, call_key, kind, at, received_at, direction, number,
                name, dialled, queue, digits, leg, role, party, account_id, rang_at, answered_at, cause, detail)
            select :id, :opened, e.source, e.event_id, e.call_key, e.kind, e.at, :received, e.direction, e.number,
                e.name, e.dialled, e.queue, e.digits, e.leg, e.role, e.party, e.account_id, e.rang_at, e.answered_at, e.cause,
                e.detail
            from jsonb_to_recordset(cast(:events as jsonb)) as e (
                source text, event_id text, call_key text, kind text, at timestamptz, direction text, number text,
                name text, dialled text, queue text, digits text, leg text, role text, party text, account_id bigint,
                rang_at timestamptz, answered_at timestamptz, cause text, detail text)
            on conflict do nothing;
            insert into call (id, opened_at, direction, state, outcome, number, number_key, name, dialled, queue, digits,
                person_id, owner_name, owner_vip, candidates, shared_as, started_at, answered_at, ended_at, given_up, legs, agents,
                answered_by, last_event_at)
            values (:id, :opened, :direction, :state, :outcome, :number, :numberKey, :name, :dialled, :queue, :digits,
                :person, :ownerName, :ownerVip, :candidates, :shared, :started, :answered, :ended, :givenUp, cast(:legs as jsonb),
                :agents, :answeredBy, :received)
            on conflict (id, opened_at) do update set
                direction = excluded.direction, state = excluded.state, outcome = excluded.outcome,
                number = excluded.number, number_key = excluded.number_key, name = excluded.name,
                dialled = excluded.dialled, queue = excluded.queue, digits = excluded.digits,
                person_id = excluded.person_id, owner_name = excluded.owner_name, owner_vip = excluded.owner_vip,
                candidates = excluded.candidates, shared_as = excluded.shared_as,
                started_at = excluded.started_at, answered_at = excluded.answered_at,
                ended_at = excluded.ended_at, given_up = excluded.given_up, legs = excluded.legs, agents = excluded.agents,
                answered_by = excluded.answered_by, last_event_at = excluded.last_event_at
            """;

    private final JdbcClient jdbc;
    private final CallRows rows;
    private final JsonMapper json;

    EventRepository(JdbcClient jdbc, CallRows rows, JsonMapper json) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
    }

    /** Lets everything that was of one call be of the other. */
    void join(Stored gone, Stored into) {
        for (String table : List.of("call_event", "call_key")) {
            jdbc.sql("update " + table
                            + " set call_id = :into, opened_at = :opened where call_id = :gone and opened_at = :was")
                    .param("into", into.call().id().value())
                    .param("opened", CallRows.utc(into.openedAt()))
                    .param("gone", gone.call().id().value())
                    .param("was", CallRows.utc(gone.openedAt()))
                    .update();
        }
        jdbc.sql("delete from call where id = :gone and opened_at = :was")
                .param("gone", gone.call().id().value())
                .param("was", CallRows.utc(gone.openedAt()))
                .update();
        jdbc.sql("""
                with led as (update call_joined set call_id = :into where call_id = :gone)
                insert into call_joined (gone, call_id) values (:gone, :into)
                """)
                .param("gone", gone.call().id().value())
                .param("into", into.call().id().value())
                .update();
    }

    /**
     * Writes down what was heard and what the call is now, in one round trip.
     *
     * @param keys that stand for nothing yet
     * @param fresh events that are not there yet
     */
    void write(Stored stored, List<String> keys, List<KnownEvent> fresh, Instant receivedAt) {
        Call call = stored.call();
        @Nullable NumberOwner owner = call.owner();
        @Nullable Outcome outcome = call.outcome();
        jdbc.sql(keys.isEmpty() ? EVENTS_AND_CALL : KEYS + EVENTS_AND_CALL)
                .param("source", fresh.getFirst().origin().source())
                .param("keys", keys.toArray(String[]::new))
                .param(
                        "events",
                        json.writeValueAsString(fresh.stream().map(EventRow::of).toList()))
                .param("id", call.id().value())
                .param("opened", CallRows.utc(stored.openedAt()))
                .param("direction", CallRows.lower(call.direction()))
                .param("state", CallRows.lower(call.state()))
                .param("outcome", outcome == null ? null : CallRows.lower(outcome))
                .param("number", call.number())
                .param("numberKey", stored.numberKey())
                .param("name", call.name())
                .param("dialled", call.dialled())
                .param("queue", call.queue())
                .param("digits", call.digits())
                .param("person", owner == null ? null : owner.person().value())
                .param("ownerName", owner == null ? null : owner.name())
                .param("ownerVip", owner != null && owner.vip())
                .param("candidates", owner == null ? 0 : owner.candidates())
                .param("shared", call.sharedAs())
                .param("started", CallRows.utc(call.startedAt()))
                .param("answered", CallRows.utcOrNull(call.answeredAt()))
                .param("ended", CallRows.utcOrNull(call.endedAt()))
                .param("givenUp", call.givenUp())
                .param("legs", rows.legs(call.legs()))
                .param("agents", call.agents().stream().map(AccountId::value).toArray(Long[]::new))
                .param("answeredBy", account(call.answeredBy().map(Leg::agent).orElse(null)))
                .param("received", CallRows.utc(receivedAt))
                .update();
    }

    /**
     * A call that is open, and of which nothing was heard for long.
     *
     * @param source one that told of it
     * @param key what that source calls it
     */
    record Silent(CallId call, String source, String key) {}

    List<Silent> silent(Instant ringingSince, Instant talkingSince, int most) {
        return jdbc.sql("""
                select c.id, k.source, substr(k.key, 6) as key
                from call c
                cross join lateral (
                    select source, key from call_key where call_id = c.id and key like 'call:%' order by source, key limit 1) k
                where c.state <> 'ended' and c.last_event_at < :ringing
                    and (c.state = 'ringing' or c.last_event_at < :talking)
                order by c.last_event_at
                limit :most
                """)
                .param("ringing", CallRows.utc(ringingSince))
                .param("talking", CallRows.utc(talkingSince))
                .param("most", most)
                .query((row, i) ->
                        new Silent(new CallId(row.getLong("id")), row.getString("source"), row.getString("key")))
                .list();
    }

    /** Forgets what sources called the calls that ended before. */
    int forgetKeys(Instant endedBefore) {
        return jdbc.sql("""
                delete from call_key k using call c
                where c.id = k.call_id and c.opened_at = k.opened_at and c.state = 'ended' and c.ended_at < :before
                """).param("before", CallRows.utc(endedBefore)).update();
    }

    Optional<CallId> joinedInto(CallId gone) {
        return jdbc.sql("select call_id from call_joined where gone = :gone")
                .param("gone", gone.value())
                .query((row, i) -> new CallId(row.getLong("call_id")))
                .optional();
    }

    private static @Nullable Long account(@Nullable AccountId agent) {
        return agent == null ? null : agent.value();
    }
}
