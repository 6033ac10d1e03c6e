package org.ringdesk.records;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Role;

/**
 * The call of a form, as its agent sees it now.
 *
 * @param names of the agents in it
 */
public record FormCall(Call call, AccountId me, Map<AccountId, String> names, Instant now) {

    /** What the call is at the moment, by the keys of {@code records.call.state}. */
    public enum State {
        RINGING,
        DIALLING,
        TALKING,
        HELD,
        /** Somebody else talks. */
        ELSEWHERE,
        /** It goes on, but nobody talks at the moment. */
        WAITING,
        /** It is over, and somebody has talked. */
        OVER,
        UNANSWERED
    }

    public State state() {
        if (call.ended()) {
            return call.answeredAt() == null ? State.UNANSWERED : State.OVER;
        }
        @Nullable Leg mine = open(me);
        if (mine == null) {
            return talkers().isEmpty() ? State.WAITING : State.ELSEWHERE;
        }
        if (talks(mine)) {
            return mine.held() ? State.HELD : State.TALKING;
        }
        return mine.role() == Role.CALLER ? State.DIALLING : State.RINGING;
    }

    public boolean over() {
        return call.ended();
    }

    /** Since when that has been so; null where it is over. */
    public @Nullable Instant since() {
        @Nullable Leg mine = open(me);
        return switch (state()) {
            case OVER, UNANSWERED -> null;
            case TALKING, HELD -> mine == null ? call.answeredAt() : call.talkedSince(mine);
            case ELSEWHERE -> call.answeredAt();
            case RINGING, DIALLING, WAITING -> call.startedAt();
        };
    }

    /** Who talks besides me, or rings where nobody does: agents by name, others by extension. */
    public List<String> others() {
        List<Leg> talkers = talkers();
        return (talkers.isEmpty() ? call.legs().stream().filter(Leg::ringing).toList() : talkers)
                .stream()
                        .filter(leg -> !leg.of(me) && (leg.role() == Role.CALLED || leg.agent() != null))
                        .map(this::name)
                        .distinct()
                        .toList();
    }

    /** Other agents who have or had a part in it. Empty where I neither ring nor talked: what they typed is
     * not for me then. */
    List<AccountId> partners() {
        List<AccountId> agents = call.agents();
        return involved() ? agents.stream().filter(agent -> !agent.equals(me)).toList() : List.of();
    }

    /** Whether somebody else may go on with the form, or have begun it. */
    public boolean shared() {
        return !partners().isEmpty();
    }

    private boolean involved() {
        return call.legs().stream().anyMatch(leg -> leg.of(me) && (leg.open() || talked(leg)));
    }

    private boolean talked(Leg leg) {
        return call.talkedSince(leg) != null;
    }

    /** What was dialled, where that says more than the number. */
    public String line() {
        return call.direction() == Direction.OUTBOUND ? "" : call.dialled();
    }

    private List<Leg> talkers() {
        return call.legs().stream()
                .filter(leg -> leg.open() && leg.agent() != null && talks(leg))
                .toList();
    }

    private @Nullable Leg open(AccountId agent) {
        List<Leg> legs =
                call.legs().stream().filter(leg -> leg.of(agent) && leg.open()).toList();
        return legs.stream().filter(this::talks).findFirst().orElse(legs.isEmpty() ? null : legs.getFirst());
    }

    private boolean talks(Leg leg) {
        return leg.role() == Role.CALLED ? leg.talking() : call.state() == CallState.ANSWERED;
    }

    private String name(Leg leg) {
        AccountId agent = leg.agent();
        return agent == null ? leg.party() : names.getOrDefault(agent, leg.party());
    }
}
