package org.ringdesk.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A call with its legs drawn over time, and how it came about.
 *
 * @param address by which its number is dialled, empty where it is none
 */
public record CallPage(
        Call call,
        String shownNumber,
        String address,
        Map<AccountId, String> names,
        List<Long> records,
        List<TraceStep> trace,
        Instant now) {
    /** How wide the drawing is, in its own units. */
    public static final int WIDTH = 1000;

    /**
     * A leg in the drawing, in units of {@link #WIDTH}.
     *
     * @param rang where ringing begins, at {@code answered} where it did not ring
     * @param answered where talking begins, at {@code ended} where nobody did
     */
    public record Bar(Leg leg, String name, int rang, int answered, int ended) {}

    public List<Bar> bars() {
        return call.legs().stream().map(this::bar).toList();
    }

    public Duration total() {
        return Duration.between(call.startedAt(), end());
    }

    /** Such as {@code 1:05} or {@code 1:02:03}. */
    public static String clock(Duration duration) {
        return duration.toHours() > 0
                ? "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
                : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    /** How long after the beginning, such as {@code +3.2 s}. */
    public static String offset(Instant start, Instant at) {
        long millis = Duration.between(start, at).toMillis();
        return Math.abs(millis) < 60_000
                ? String.format(Locale.ROOT, "%+.1f s", millis / 1000.0)
                : (millis < 0 ? "-" : "+") + clock(Duration.ofMillis(millis).abs());
    }

    /** The log of all calls with this number. */
    public String others() {
        return UriComponentsBuilder.fromPath("/calls")
                .queryParam("q", "{number}")
                .encode()
                .buildAndExpand(call.outsideNumber())
                .toUriString();
    }

    public String name(Leg leg) {
        AccountId agent = leg.agent();
        String name = agent == null ? "" : names.getOrDefault(agent, "");
        return name.isEmpty() ? leg.party() : name + " (" + leg.party() + ")";
    }

    private Bar bar(Leg leg) {
        int ended = at(leg.endedAt() == null ? end() : leg.endedAt());
        int answered = leg.answeredAt() == null ? ended : at(leg.answeredAt());
        int rang = leg.rangAt() == null ? answered : at(leg.rangAt());
        return new Bar(leg, name(leg), rang, answered, ended);
    }

    private int at(Instant moment) {
        long whole = Math.max(1, total().toMillis());
        long part = Duration.between(call.startedAt(), moment).toMillis();
        return Math.clamp(part * WIDTH / whole, 0, WIDTH);
    }

    private Instant end() {
        @Nullable Instant ended = call.endedAt();
        return ended == null ? now : ended;
    }
}
