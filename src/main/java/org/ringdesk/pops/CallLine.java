package org.ringdesk.pops;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.NumberOwner;

/**
 * A call as an agent's stream tells of it.
 *
 * @param number of the other side, as it came
 * @param numberText the same as the site writes numbers
 * @param name that came with it
 * @param belongsTo whom the number belongs to, null where it belongs to nobody known
 * @param shared what the number is the shared number of, such as {@code Reception}; empty for any other
 * @param since when it began to ring at the agent's telephone, or to be dialled
 * @param answeredAt when the agent answered, or was answered; null before
 * @param form the address of the call's form
 * @param can what the agent can have done with it, such as {@code hang_up}
 * @param history null where it was told before
 */
record CallLine(
        long call,
        String direction,
        String state,
        String number,
        String numberText,
        String name,
        @Nullable Owner belongsTo,
        String shared,
        String queue,
        String dialled,
        String digits,
        Instant since,
        @Nullable Instant answeredAt,
        String form,
        List<String> can,
        @Nullable CallHistory history) {

    /** @param others how many more people have the number */
    record Owner(String name, boolean vip, int others) {
        static @Nullable Owner of(@Nullable NumberOwner owner) {
            return owner == null ? null : new Owner(owner.name(), owner.vip(), Math.max(0, owner.candidates() - 1));
        }
    }

    /** Empty where the call is nothing to the agent. */
    static Optional<CallLine> of(Call call, AccountId agent, String numberText, Set<CallAction> can) {
        Part part = Part.of(call, agent);
        if (part == null) {
            return Optional.empty();
        }
        Instant since = call.legOf(agent)
                .flatMap(leg -> Optional.ofNullable(leg.rangAt()))
                .orElse(call.startedAt());
        return Optional.of(new CallLine(
                call.id().value(),
                Words.of(call.direction()),
                Words.of(part),
                call.outsideNumber(),
                numberText,
                call.name(),
                Owner.of(call.owner()),
                call.sharedAs(),
                call.queue(),
                call.dialled(),
                call.digits(),
                since,
                answeredAt(call, agent, part),
                "/calls/" + call.id() + "/form",
                can(part, can),
                null));
    }

    CallLine with(CallHistory known) {
        return new CallLine(
                call,
                direction,
                state,
                number,
                numberText,
                name,
                belongsTo,
                shared,
                queue,
                dialled,
                digits,
                since,
                answeredAt,
                form,
                can,
                known);
    }

    private static List<String> can(Part part, Set<CallAction> can) {
        return can.stream()
                .filter(action -> action == CallAction.HANG_UP || part == Part.TALKING || part == Part.HELD)
                .sorted()
                .map(Words::of)
                .toList();
    }

    /** Whether the agent talks, or has the other side on hold. */
    boolean talks() {
        return state.equals(Words.of(Part.TALKING)) || state.equals(Words.of(Part.HELD));
    }

    private static @Nullable Instant answeredAt(Call call, AccountId agent, Part part) {
        return switch (part) {
            case RINGING, DIALLING -> null;
            case TALKING, HELD ->
                call.direction() == Direction.INBOUND
                        ? call.legOf(agent)
                                .flatMap(leg -> Optional.ofNullable(leg.answeredAt()))
                                .orElse(call.answeredAt())
                        : call.answeredAt();
        };
    }
}
