package org.ringdesk.pops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Accounts;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.TraceSource;
import org.ringdesk.calls.TraceStep;
import org.springframework.stereotype.Component;

/** Tells of each agent whether the form opened, in which tab, and if not, why. */
@Component
class PopTrace implements TraceSource {
    private final PopRepository repository;
    private final Accounts accounts;

    PopTrace(PopRepository repository, Accounts accounts) {
        this.repository = repository;
        this.accounts = accounts;
    }

    @Override
    public List<TraceStep> steps(Call call) {
        return repository.of(call.id()).stream()
                .flatMap(pop -> steps(pop).stream())
                .toList();
    }

    private List<TraceStep> steps(Pop pop) {
        String agent = accounts.find(pop.agent()).map(Account::displayName).orElse("");
        var steps = new ArrayList<TraceStep>();
        String opening = pop.reason().opens() ? "pops.trace.offered." : "pops.trace.quiet.";
        add(steps, pop.offeredAt(), opening + Words.of(pop.reason()).replace('_', '-'), agent);
        add(steps, pop.claimedAt(), "pops.trace.claimed", agent, pop.tab());
        add(steps, pop.acknowledgedAt(), "pops.trace.acknowledged", agent);
        add(steps, pop.notifiedAt(), "pops.trace.notified", agent);
        if (pop.state() == PopState.OFFERED) {
            add(steps, pop.offeredAt(), "pops.trace.untaken", agent);
        }
        return steps;
    }

    private static void add(List<TraceStep> steps, @Nullable Instant at, String code, String... facts) {
        if (at != null) {
            steps.add(new TraceStep(at, code, List.of(facts)));
        }
    }
}
