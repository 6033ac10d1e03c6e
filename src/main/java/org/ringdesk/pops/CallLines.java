package org.ringdesk.pops;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.people.Numbers;
import org.springframework.stereotype.Component;

/** Says what a call is to an agent, with its number as the site writes numbers. */
@Component
class CallLines {
    private final Numbers numbers;

    CallLines(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Empty where the call is nothing to the agent. */
    Optional<CallLine> of(@Nullable Call call, AccountId agent) {
        return call == null ? Optional.empty() : CallLine.of(call, agent, shown(call.outsideNumber()));
    }

    private String shown(String number) {
        return numbers.read(number).map(Numbers.Read::shown).orElse(number);
    }
}
