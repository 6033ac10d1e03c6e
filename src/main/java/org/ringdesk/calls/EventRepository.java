package org.ringdesk.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallRows.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables that a call is added up from: {@code call_event}, {@code call_key}, {@code call}. Everything here runs in the
 * transaction of {@link CallEvents}.
 */
@Repository
class EventRepository {
    private final JdbcClient jdbc;
    private final CallRows rows;

    EventRepository(JdbcClient jdbc, CallRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** The keys that an event names its call by: the call's own, that of its leg, that of another call it joins. */
    static List<String> keys(CallEvent event) {
        var keys = new ArrayList<String>();
        keys.add("call:" + event.origin().call());
        if (event instanceof CallEvent.OfLeg leg) {
            keys.add("leg:" + leg.leg().id());
        }
        if (event instanceof CallEvent.Joined joined) {
            keys.add("call:" + joined.other());
        }
        return keys;
    }

    /** Lets nobody else take in an event that names one of the keys until the transaction ends. */
    void hold(String source, List<String> keys) {
        jdbc.sql("""
                select pg_advisory_xact_lock(lock)
                from (
                    select distinct hashtextextended(:source || ' ' || key, 0) as lock
                    from unnest(cast(:keys as text[])) as k (key)
                    order by lock
                ) ordered
                """)
                .param("source", source)
                .param("keys", keys.toArray(String[]::new))
                .query((row, i) -> i)
                .list();
    }

    /** The calls that the keys stand for, oldest first, kept from changing until the transaction ends. */
    List<Stored> lock(String source, List<String> keys) {
        return jdbc.sql("select " + CallRows.COLUMNS + """
                from call c
                where (c.id, c.opened_at) in (
                    select k.call_id, k.opened_at from call_key k where k.source = :source and k.key = any(:keys))
                order by c.id
                for update of c
                """)
                .param("source", source)
                .param("keys", keys.toArray(String[]::new))
                .query((row, i) -> rows.stored(row))
                .list();
    }

    CallId nextId() {
        return new CallId(
                jdbc.sql("select nextval('call_id')").query(Long.class).single());
    }

    /**
     * Lets the keys stand for the call, as far as they do not stand for another one yet.
     *
     * @return whether the first of them is new
     */
    boolean name(CallId call, Instant openedAt, String source, List<String> keys) {
        return jdbc.sql("""
                insert into call_key (source, key, call_id, opened_at)
                select :source, key, :call, :opened from unnest(cast(:keys as text[])) as k (key)
                on conflict do nothing
                returning key
                """)
                .param("source", source)
                .param("call", call.value())
                .param("opened", CallRows.utc(openedAt))
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list()
                .contains(keys.getFirst());
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

    /** False where the event is there already. */
    boolean add(CallId call, Instant openedAt, KnownEvent known, Instant receivedAt) {
        CallEvent event = known.event();
        @Nullable LegFacts leg = event instanceof CallEvent.OfLeg ofLeg ? ofLeg.leg() : null;
        @Nullable Cause cause = EventKind.cause(event);
        @Nullable Direction direction = event.about().direction();
        return jdbc.sql("""
                insert into call_event (call_id, opened_at, source, event_id, call_key, kind, at, received_at, direction, number,
                    name, dialled, queue, digits, leg, role, party, account_id, rang_at, answered_at, cause, detail)
                values (:call, :opened, :source, :event, :key, :kind, :at, :received, :direction, :number,
                    :name, :dialled, :queue, :digits, :leg, :role, :party, :account, :rang, :answered, :cause, :detail)
                on conflict do nothing
                """)
                        .param("call", call.value())
                        .param("opened", CallRows.utc(openedAt))
                        .param("source", event.origin().source())
                        .param("event", event.origin().id())
                        .param("key", event.origin().call())
                        .param("kind", CallRows.lower(EventKind.of(event)))
                        .param("at", CallRows.utc(event.origin().at()))
                        .param("received", CallRows.utc(receivedAt))
                        .param("direction", direction == null ? null : CallRows.lower(direction))
                        .param("number", event.about().number())
                        .param("name", event.about().name())
                        .param("dialled", event.about().dialled())
                        .param("queue", event.about().queue())
                        .param("digits", event.about().digits())
                        .param("leg", leg == null ? null : leg.id())
                        .param("role", leg == null ? null : CallRows.lower(leg.role()))
                        .param("party", leg == null ? null : leg.party())
                        .param("account", account(known.agent()))
                        .param("rang", leg == null ? null : CallRows.utcOrNull(leg.rangAt()))
                        .param("answered", leg == null ? null : CallRows.utcOrNull(leg.answeredAt()))
                        .param("cause", cause == null ? null : CallRows.lower(cause))
                        .param("detail", EventKind.detail(event))
                        .update()
                == 1;
    }

    List<KnownEvent> events(CallId call, Instant openedAt) {
        return jdbc.sql("select " + CallRows.EVENT_COLUMNS
                        + " from call_event e where e.call_id = :call and e.opened_at = :opened")
                .param("call", call.value())
                .param("opened", CallRows.utc(openedAt))
                .query((row, i) -> CallRows.event(row))
                .list();
    }

    /** Writes what the call is now. */
    void store(Stored stored, Instant receivedAt) {
        Call call = stored.call();
        @Nullable NumberOwner owner = call.owner();
        @Nullable Outcome outcome = call.outcome();
        jdbc.sql("""
                insert into call (id, opened_at, direction, state, outcome, number, number_key, name, dialled, queue, digits,
                    person_id, owner_name, owner_vip, candidates, started_at, answered_at, ended_at, given_up, legs, agents,
                    answered_by, last_event_at)
                values (:id, :opened, :direction, :state, :outcome, :number, :numberKey, :name, :dialled, :queue, :digits,
                    :person, :ownerName, :ownerVip, :candidates, :started, :answered, :ended, :givenUp, cast(:legs as jsonb),
                    :agents, :answeredBy, :received)
                on conflict (id, opened_at) do update set
                    direction = excluded.direction, state = excluded.state, outcome = excluded.outcome,
                    number = excluded.number, number_key = excluded.number_key, name = excluded.name,
                    dialled = excluded.dialled, queue = excluded.queue, digits = excluded.digits,
                    person_id = excluded.person_id, owner_name = excluded.owner_name, owner_vip = excluded.owner_vip,
                    candidates = excluded.candidates, started_at = excluded.started_at, answered_at = excluded.answered_at,
                    ended_at = excluded.ended_at, given_up = excluded.given_up, legs = excluded.legs, agents = excluded.agents,
                    answered_by = excluded.answered_by, last_event_at = excluded.last_event_at
                """)
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
