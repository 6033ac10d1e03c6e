package org.ringdesk.pops;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.Leg;

/**
 * A call is nothing to the agent any more.
 *
 * @param why what became of it at the agent's telephone, as {@code org.ringdesk.calls.LegOutcome} says; {@code joined}
 *     where it turned out to be another call
 * @param answeredBy the extension or name of whoever answered instead, or empty
 */
record CallGone(long call, String why, String answeredBy) {
    static CallGone of(Call call, AccountId agent) {
        @Nullable
        String why = call.legOf(agent)
                .flatMap(leg -> Optional.ofNullable(leg.outcome()))
                .map(Words::of)
                .orElse("ended");
        String other =
                why.equals("elsewhere") ? call.answeredBy().map(Leg::party).orElse("") : "";
        return new CallGone(call.id().value(), why, other);
    }

    static CallGone joined(Call call) {
        return new CallGone(call.id().value(), "joined", "");
    }
}
