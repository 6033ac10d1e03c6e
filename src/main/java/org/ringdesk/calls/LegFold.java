package org.ringdesk.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/** One leg while its events are added up, in the order of their times. */
final class LegFold {
    private final String id;
    private final Instant since;
    private String source = "";
    private Role role = Role.CALLED;
    private String party = "";
    private @Nullable AccountId agent;
    private @Nullable Instant rang;
    private @Nullable Instant answered;
    private @Nullable Instant ended;
    private Cause cause = Cause.UNKNOWN;
    private boolean hungUp;
    private boolean held;
    private String transferredTo = "";
    private String call = "";
    private Instant last;

    /** @param attempt from 1: how often this telephone was rung */
    LegFold(String id, int attempt, Instant since) {
        this.id = attempt == 1 ? id : id + '#' + attempt;
        this.since = since;
        this.last = since;
    }

    /** Whether the event begins a new attempt: it rings again after it had stopped. */
    boolean isOverBefore(CallEvent.OfLeg event) {
        Instant rings = event instanceof CallEvent.Rang || event instanceof CallEvent.Began
                ? event.origin().at()
                : event.leg().rangAt();
        return ended != null && rings != null && rings.isAfter(ended);
    }

    void add(CallEvent.OfLeg event, @Nullable AccountId sitting) {
        Instant at = event.origin().at();
        LegFacts facts = event.leg();
        source = event.origin().source();
        role = facts.role();
        party = party.isEmpty() ? facts.party() : party;
        agent = agent == null ? sitting : agent;
        call = event.origin().call();
        last = at;
        rang = earlier(rang, facts.rangAt());
        answered = earlier(answered, facts.answeredAt());
        switch (event) {
            case CallEvent.Began ignored -> {}
            case CallEvent.Rang ignored -> rang = earlier(rang, at);
            case CallEvent.Answered ignored -> answered = earlier(answered, at);
            case CallEvent.Held ignored -> held = true;
            case CallEvent.Resumed ignored -> held = false;
            case CallEvent.Transferred sent -> transferredTo = sent.target();
            case CallEvent.LegEnded end -> {
                ended = earlier(ended, at);
                cause = better(cause, end.cause());
                hungUp |= end.hungUp();
            }
        }
    }

    /** That says more of two causes. */
    private static Cause better(Cause one, Cause other) {
        if (one == Cause.UNKNOWN || (one == Cause.NORMAL && other != Cause.UNKNOWN)) {
            return other;
        }
        return one;
    }

    void end(Instant at, Cause why) {
        if (ended == null) {
            ended = at.isBefore(last) ? last : at;
            cause = why;
        }
    }

    boolean open() {
        return ended == null;
    }

    boolean answeredByParty() {
        return role == Role.CALLED && answered != null;
    }

    boolean called() {
        return role == Role.CALLED;
    }

    boolean unanswered() {
        return role == Role.CALLED && answered == null;
    }

    /** The source's key of the call that it was last heard in. */
    String call() {
        return call;
    }

    Instant since() {
        return earlierOf(since, rang, answered);
    }

    @Nullable
    Instant rang() {
        return rang;
    }

    @Nullable
    Instant answered() {
        return answered;
    }

    @Nullable
    Instant ended() {
        return ended;
    }

    Cause cause() {
        return cause;
    }

    /** Whether it was this side that ended it. */
    boolean gaveUp() {
        return hungUp || cause == Cause.CANCELLED;
    }

    boolean caller() {
        return role == Role.CALLER;
    }

    Leg leg(@Nullable LegOutcome outcome) {
        Instant until = ended;
        Instant talked = answered;
        if (talked != null && until != null && talked.isAfter(until)) {
            talked = until;
        }
        Instant rings = rang != null && talked != null && rang.isAfter(talked) ? talked : rang;
        return new Leg(
                id,
                source,
                role,
                party,
                agent,
                rings,
                talked,
                until,
                held && until == null,
                transferredTo,
                hungUp,
                outcome);
    }

    private static Instant earlierOf(Instant one, @Nullable Instant other, @Nullable Instant another) {
        Instant first = other != null && other.isBefore(one) ? other : one;
        return another != null && another.isBefore(first) ? another : first;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }
}
