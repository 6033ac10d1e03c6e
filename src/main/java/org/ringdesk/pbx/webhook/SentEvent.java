package org.ringdesk.pbx.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * Ringdesk's own event of a call, as it is sent: one for one a {@link CallEvent}. Everything but {@code type} and
 * {@code call} may be left out where it is not known.
 *
 * @param id the same one again is a repetition; without it the content tells
 * @param at ISO 8601 with offset; without it, and from the future, it is now
 * @param leg the telephone's part: its id, or {@code call/party} without one
 * @param hungUp whether this side ended it
 */
record SentEvent(
        @Nullable String type,
        @Nullable String id,
        @Nullable String call,
        @Nullable String at,
        @Nullable String direction,
        @Nullable String number,
        @Nullable String name,
        @Nullable String dialled,
        @Nullable String queue,
        @Nullable String digits,
        @Nullable SentLeg leg,
        @Nullable String cause,
        @Nullable String target,
        @Nullable String other,
        @Nullable Boolean hungUp) {

    /** How it names what happened. */
    enum Type {
        TOLD,
        JOINED,
        ENDED,
        BEGAN,
        RANG,
        ANSWERED,
        HELD,
        RESUMED,
        TRANSFERRED,
        LEG_ENDED
    }

    /** One telephone. */
    record SentLeg(
            @Nullable String id,
            @Nullable String role,
            @Nullable String party,
            @Nullable String rangAt,
            @Nullable String answeredAt) {}

    private static final Duration OLDEST = Duration.ofDays(1);

    /** @throws Refused 422 with the field that cannot be used */
    CallEvent event(String source, Instant now) {
        Origin origin = new Origin(source, key("id", id == null ? digest() : id), key("call", call), time(at, now));
        About about = new About(
                direction == null ? null : constant(Direction.class, "direction", direction),
                text(number),
                text(name),
                text(dialled),
                text(queue),
                text(digits));
        Cause why = cause == null ? Cause.UNKNOWN : constant(Cause.class, "cause", cause);
        return switch (constant(Type.class, "type", text(type))) {
            case TOLD -> new CallEvent.Told(origin, about);
            case JOINED -> new CallEvent.Joined(origin, about, key("other", other));
            case ENDED -> new CallEvent.Ended(origin, about, why);
            case BEGAN -> new CallEvent.Began(origin, about, facts(now));
            case RANG -> new CallEvent.Rang(origin, about, facts(now));
            case ANSWERED -> new CallEvent.Answered(origin, about, facts(now));
            case HELD -> new CallEvent.Held(origin, about, facts(now));
            case RESUMED -> new CallEvent.Resumed(origin, about, facts(now));
            case TRANSFERRED -> new CallEvent.Transferred(origin, about, facts(now), text(target));
            case LEG_ENDED -> new CallEvent.LegEnded(origin, about, facts(now), why, Boolean.TRUE.equals(hungUp));
        };
    }

    private LegFacts facts(Instant now) {
        if (leg == null) {
            throw wrong("leg", "");
        }
        String own = leg.id() == null || leg.id().isBlank() ? EventKeys.leg(text(call), text(leg.party())) : leg.id();
        Role role = leg.role() == null ? Role.CALLED : constant(Role.class, "leg.role", leg.role());
        return new LegFacts(
                key("leg.id", own),
                role,
                text(leg.party()),
                leg.rangAt() == null ? null : time(leg.rangAt(), now),
                leg.answeredAt() == null ? null : time(leg.answeredAt(), now));
    }

    private String digest() {
        return EventKeys.digest(List.of(toString()));
    }

    private static String key(String field, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > Origin.LONGEST_KEY || value.indexOf('\0') >= 0) {
            throw wrong(field, "1–" + Origin.LONGEST_KEY);
        }
        return value;
    }

    /** What lies ahead is now; what is older than a day is refused. */
    private static Instant time(@Nullable String written, Instant now) {
        if (written == null) {
            return now;
        }
        try {
            Instant time = OffsetDateTime.parse(written).toInstant();
            if (time.isBefore(now.minus(OLDEST))) {
                throw wrong("at", "24 h");
            }
            return time.isAfter(now) ? now : time;
        } catch (DateTimeException e) {
            throw wrong("at", "2026-11-22T09:30:00.000Z");
        }
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String field, String written) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name()
                        .equals(written.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> wrong(
                        field,
                        Arrays.stream(type.getEnumConstants())
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static Refused wrong(String field, String wanted) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.json.field", field, wanted);
    }
}
