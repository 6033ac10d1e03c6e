package org.ringdesk.calls;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of {@code call} and {@code call_event}. */
@Component
class CallRows {
    static final String COLUMNS = """
            c.id, c.opened_at, c.direction, c.state, c.outcome, c.number, c.number_key, c.name, c.dialled, c.queue, c.digits,
            c.person_id, c.owner_name, c.owner_vip, c.candidates, c.shared_as, c.started_at, c.answered_at, c.ended_at, c.given_up, c.legs
            """;

    static final String EVENT_COLUMNS = """
            e.source, e.event_id, e.call_key, e.kind, e.at, e.direction, e.number, e.name, e.dialled, e.queue, e.digits,
            e.leg, e.role, e.party, e.account_id, e.rang_at, e.answered_at, e.cause, e.detail
            """;

    private static final TypeReference<List<Leg>> LEGS = new TypeReference<>() {};

    private final JsonMapper json;

    CallRows(JsonMapper json) {
        this.json = json;
    }

    /**
     * A call as it is stored.
     *
     * @param openedAt names the partition
     * @param numberKey what its number is compared by, empty for a withheld one; null where there is no row of it yet
     */
    record Stored(Call call, Instant openedAt, @Nullable String numberKey) {}

    Stored stored(ResultSet row) throws SQLException {
        return new Stored(call(row), instant(row, "opened_at"), row.getString("number_key"));
    }

    Call call(ResultSet row) throws SQLException {
        return new Call(
                new CallId(row.getLong("id")),
                Direction.valueOf(upper(row.getString("direction"))),
                CallState.valueOf(upper(row.getString("state"))),
                row.getString("outcome") == null ? null : Outcome.valueOf(upper(row.getString("outcome"))),
                row.getString("number"),
                row.getString("name"),
                row.getString("dialled"),
                row.getString("queue"),
                row.getString("digits"),
                owner(row),
                row.getString("shared_as"),
                instant(row, "started_at"),
                perhaps(row, "answered_at"),
                perhaps(row, "ended_at"),
                row.getBoolean("given_up"),
                json.readValue(row.getString("legs"), LEGS));
    }

    String legs(List<Leg> legs) {
        return json.writeValueAsString(legs);
    }

    private static @Nullable NumberOwner owner(ResultSet row) throws SQLException {
        long person = row.getLong("person_id");
        if (row.wasNull()) {
            return null;
        }
        return new NumberOwner(
                new PersonId(person),
                row.getString("owner_name"),
                row.getBoolean("owner_vip"),
                row.getInt("candidates"));
    }

    static KnownEvent event(ResultSet row) throws SQLException {
        var origin = new Origin(
                row.getString("source"), row.getString("event_id"), row.getString("call_key"), instant(row, "at"));
        String direction = row.getString("direction");
        var about = new About(
                direction == null ? null : Direction.valueOf(upper(direction)),
                row.getString("number"),
                row.getString("name"),
                row.getString("dialled"),
                row.getString("queue"),
                row.getString("digits"));
        long account = row.getLong("account_id");
        // Before anything else is read of the row.
        @Nullable AccountId agent = row.wasNull() ? null : new AccountId(account);
        return new KnownEvent(event(row, origin, about), agent);
    }

    private static CallEvent event(ResultSet row, Origin origin, About about) throws SQLException {
        EventKind kind = EventKind.valueOf(upper(row.getString("kind")));
        return switch (kind) {
            case TOLD -> new CallEvent.Told(origin, about);
            case JOINED -> new CallEvent.Joined(origin, about, row.getString("detail"));
            case ENDED -> new CallEvent.Ended(origin, about, cause(row));
            case GIVEN_UP -> new CallEvent.GivenUp(origin, about);
            case BEGAN -> new CallEvent.Began(origin, about, leg(row));
            case RANG -> new CallEvent.Rang(origin, about, leg(row));
            case ANSWERED -> new CallEvent.Answered(origin, about, leg(row));
            case HELD -> new CallEvent.Held(origin, about, leg(row));
            case RESUMED -> new CallEvent.Resumed(origin, about, leg(row));
            case TRANSFERRED -> new CallEvent.Transferred(origin, about, leg(row), row.getString("detail"));
            case LEG_ENDED ->
                new CallEvent.LegEnded(
                        origin, about, leg(row), cause(row), EventKind.HUNG_UP.equals(row.getString("detail")));
        };
    }

    private static LegFacts leg(ResultSet row) throws SQLException {
        return new LegFacts(
                row.getString("leg"),
                Role.valueOf(upper(row.getString("role"))),
                row.getString("party"),
                perhaps(row, "rang_at"),
                perhaps(row, "answered_at"));
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return Cause.valueOf(upper(row.getString("cause")));
    }

    private static String upper(String stored) {
        return stored.toUpperCase(Locale.ROOT);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant perhaps(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
