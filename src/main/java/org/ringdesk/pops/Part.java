package org.ringdesk.pops;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Role;

/** What a call is to an agent at the moment, over all the agent's telephones. */
enum Part {
    RINGING,
    /** The agent calls, and nobody has answered yet. */
    DIALLING,
    TALKING,
    HELD;

    /** Null where no telephone of the agent is in it (any more). */
    static @Nullable Part of(@Nullable Call call, AccountId agent) {
        if (call == null || call.ended()) {
            return null;
        }
        List<Leg> open =
                call.legs().stream().filter(leg -> leg.of(agent) && leg.open()).toList();
        return open.stream()
                .filter(call::talks)
                .findFirst()
                .map(leg -> leg.held() ? HELD : TALKING)
                .or(() -> open.stream().filter(Leg::ringing).findFirst().map(leg -> RINGING))
                .or(() -> open.stream()
                        .filter(leg -> leg.role() == Role.CALLER)
                        .findFirst()
                        .map(leg -> DIALLING))
                .orElse(null);
    }
}
