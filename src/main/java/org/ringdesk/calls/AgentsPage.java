package org.ringdesk.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;

/**
 * The agents who have a telephone, and what goes on there.
 *
 * @param seen changes with what the page shows
 */
public record AgentsPage(List<Row> rows, String seen, Instant now) {

    /**
     * An agent.
     *
     * @param presence as far as a phone system says something
     * @param busy the call that the agent is in; null where there is none
     */
    public record Row(
            Account account, Presence presence, @Nullable Busy busy) {}

    /**
     * A call that an agent is in.
     *
     * @param state as in keys of texts: {@code talking}, {@code held}, {@code ringing} or {@code dialling}
     * @param with whom it is, as far as that is known; empty for a number that is withheld
     * @param since when it is so
     */
    public record Busy(CallId call, String state, String with, Instant since) {}

    /** For how long, such as {@code 1:05}. */
    public String clock(Busy busy) {
        Duration duration = Duration.between(busy.since(), now);
        return CallPage.clock(duration.isNegative() ? Duration.ZERO : duration);
    }

    /** How many are in a call. */
    public long talking() {
        return rows.stream()
                .filter(row -> row.busy() != null
                        && List.of("talking", "held").contains(row.busy().state()))
                .count();
    }

    public long unreachable() {
        return rows.stream().filter(row -> row.presence().unreachable()).count();
    }
}
