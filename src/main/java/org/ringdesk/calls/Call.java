package org.ringdesk.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/**
 * A call over all its legs: what its events add up to.
 *
 * @param outcome null while it goes on
 * @param number of the outside party, as it came; in an internal call of whoever dialled; empty where it was not told
 * @param name that came with the number
 * @param dialled the line, the extension, or the far number of an outgoing call
 * @param digits what the caller keyed before anybody answered
 * @param owner whom the number belonged to, null where it belongs to nobody, or is shared
 * @param sharedAs what the number was the shared number of, such as {@code Reception}; empty for any other
 * @param startedAt when it was first heard of
 * @param answeredAt when somebody first answered; menus and queues are nobody
 * @param givenUp whether its end was never told, and it was closed because nothing was heard of it any more
 * @param legs in the order in which they came to be
 */
public record Call(
        CallId id,
        Direction direction,
        CallState state,
        @Nullable Outcome outcome,
        String number,
        String name,
        String dialled,
        String queue,
        String digits,
        @Nullable NumberOwner owner,
        String sharedAs,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        boolean givenUp,
        List<Leg> legs) {

    public boolean ended() {
        return state == CallState.ENDED;
    }

    /** Whoever answered first. */
    public Optional<Leg> answeredBy() {
        return legs.stream()
                .filter(leg -> leg.role() == Role.CALLED && leg.answeredAt() != null)
                .min((one, other) -> compare(one.answeredAt(), other.answeredAt()));
    }

    /** Whether somebody talks at this leg's telephone, or holds the other side. */
    public boolean talks(Leg leg) {
        return switch (leg.role()) {
            case CALLED -> leg.talking();
            case CALLER -> leg.open() && state == CallState.ANSWERED;
        };
    }

    /** The agent's last leg. */
    public Optional<Leg> legOf(AccountId agent) {
        return legs.reversed().stream().filter(leg -> leg.of(agent)).findFirst();
    }

    /** Agents with a leg in it, in the order in which they came. */
    public List<AccountId> agents() {
        return legs.stream()
                .<AccountId>mapMulti((leg, to) -> {
                    if (leg.agent() != null) {
                        to.accept(leg.agent());
                    }
                })
                .distinct()
                .toList();
    }

    /** How long somebody talked, or has talked by {@code now}; zero where nobody answered. */
    public Duration talked(Instant now) {
        if (answeredAt == null) {
            return Duration.ZERO;
        }
        return Duration.between(answeredAt, endedAt == null ? now : endedAt);
    }

    /** From when on the leg's telephone talked to the other side, or null. */
    public @Nullable Instant talkedSince(Leg leg) {
        return leg.role() == Role.CALLED ? leg.answeredAt() : answeredAt;
    }

    /** How long the agent talked, over all legs that are over. */
    public Duration talked(AccountId agent) {
        return legs.stream().filter(leg -> leg.of(agent)).map(this::talked).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration talked(Leg leg) {
        @Nullable Instant since = talkedSince(leg);
        @Nullable Instant until = leg.endedAt() == null ? endedAt : leg.endedAt();
        return since == null || until == null || until.isBefore(since) ? Duration.ZERO : Duration.between(since, until);
    }

    /** The number that tells the other side apart: that of an outgoing call is the one that was dialled. */
    public String outsideNumber() {
        return direction == Direction.OUTBOUND && number.isEmpty() ? dialled : number;
    }

    /** The same as that call and with whom its number belongs to. */
    Call with(CallId other, NumberOwners.Known known) {
        return new Call(
                other,
                direction,
                state,
                outcome,
                number,
                name,
                dialled,
                queue,
                digits,
                known.owner(),
                known.sharedAs(),
                startedAt,
                answeredAt,
                endedAt,
                givenUp,
                legs);
    }

    private static int compare(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? 0 : one.compareTo(other);
    }
}
