package org.ringdesk.pops;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallId;
import org.ringdesk.pops.Notice.Draft;
import org.ringdesk.pops.Notice.Event;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The forms that calls bring to agents, and what became of each. */
@Service
public class Pops {
    private final PopRepository repository;
    private final ChoiceRepository choices;
    private final NoticeWriting notices;
    private final Clock clock;

    Pops(PopRepository repository, ChoiceRepository choices, NoticeWriting notices, Clock clock) {
        this.repository = repository;
        this.choices = choices;
        this.notices = notices;
        this.clock = clock;
    }

    private record Taken(long pop, long call, String state) {}

    /** One for each agent whose form was settled, oldest first. */
    public List<Pop> of(CallId call) {
        return repository.of(call);
    }

    /** What the agent has chosen. */
    public PopChoice choice(AccountId agent) {
        return choices.find(agent).orElse(PopChoice.USUAL);
    }

    /** Holds from the next change of any call on; the agent's tabs are told. */
    @Transactional
    public void choose(AccountId agent, PopChoice choice) {
        choices.lock(List.of(agent));
        choices.put(agent, choice);
        notices.write(new Draft(agent, Event.CHOICE, ChoiceLine.of(choice)));
    }

    /** The first tab to claim it gets it; empty for all others, and for what is too old to open by itself. */
    @Transactional
    Optional<Pop> claim(PopId id, AccountId agent, String tab) {
        Instant now = clock.instant();
        choices.lock(List.of(agent));
        Optional<Pop> claimed = repository.claim(id, agent, tab, now, now.minus(LiveState.TIMELY));
        claimed.ifPresent(this::tell);
        return claimed;
    }

    /** The form is on the screen. False where there is no such pop of the agent, or it was acknowledged before. */
    boolean acknowledge(PopId id, AccountId agent) {
        return repository.acknowledge(id, agent, clock.instant());
    }

    /** No tab could open it. */
    boolean notified(PopId id, AccountId agent) {
        return repository.notified(id, agent, clock.instant());
    }

    private void tell(Pop pop) {
        var taken = new Taken(pop.id().value(), pop.call().value(), Words.of(pop.state()));
        notices.write(new Draft(pop.agent(), Event.POP_TAKEN, taken));
    }
}
