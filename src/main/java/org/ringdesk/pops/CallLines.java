package org.ringdesk.pops;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.CallControls;
import org.ringdesk.people.Numbers;
import org.springframework.stereotype.Component;

/** Says what a call is to an agent and what they can do with it, with its number as the site writes numbers. */
@Component
class CallLines {
    private final Numbers numbers;
    private final List<CallControls> controls;

    CallLines(Numbers numbers, List<CallControls> controls) {
        this.numbers = numbers;
        this.controls = controls;
    }

    /** Empty where the call is nothing to the agent. */
    Optional<CallLine> of(@Nullable Call call, AccountId agent) {
        return call == null
                ? Optional.empty()
                : CallLine.of(call, agent, shown(call.outsideNumber()), can(call, agent));
    }

    private Set<CallAction> can(Call call, AccountId agent) {
        return call.legs().stream()
                .filter(leg -> leg.of(agent) && leg.open())
                .flatMap(leg -> controls.stream().flatMap(control -> control.of(leg.source()).stream()))
                .collect(Collectors.toSet());
    }

    private String shown(String number) {
        return numbers.read(number).map(Numbers.Read::shown).orElse(number);
    }
}
