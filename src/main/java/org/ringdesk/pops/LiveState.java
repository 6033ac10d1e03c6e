package org.ringdesk.pops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.pops.Notice.Event;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** How everything is for an agent, and behind which notice of the stream that is. */
@Component
class LiveState {
    /** So long a form may come late; whoever looks at their screen later finds the call in the bar. */
    static final Duration TIMELY = Duration.ofSeconds(30);

    private final Calls calls;
    private final PopRepository pops;
    private final NoticeRepository notices;
    private final ChoiceRepository choices;
    private final CallHistories histories;
    private final CallLines callLines;
    private final PresenceLines presences;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate oneMoment;

    LiveState(
            Calls calls,
            PopRepository pops,
            NoticeRepository notices,
            ChoiceRepository choices,
            CallHistories histories,
            CallLines callLines,
            PresenceLines presences,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.calls = calls;
        this.pops = pops;
        this.notices = notices;
        this.choices = choices;
        this.histories = histories;
        this.callLines = callLines;
        this.presences = presences;
        this.json = json;
        this.clock = clock;
        this.oneMoment = new TransactionTemplate(transactions);
        // All that is read is of one moment, so that the notices behind it are neither lost nor told twice.
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    /**
     * The first event of a stream.
     *
     * @param now by the server's clock, for timers
     * @param pops forms that wait for a tab
     */
    private record State(
            Instant now, List<CallLine> calls, List<PopOffer> pops, ChoiceLine choice, PresenceLine presence) {}

    Notice of(AccountId agent) {
        return Objects.requireNonNull(oneMoment.execute(transaction -> read(agent)));
    }

    private Notice read(AccountId agent) {
        Instant now = clock.instant();
        long position = notices.last(agent).orElse(0);
        Map<CallId, CallLine> lines = calls.openFor(agent).stream()
                .flatMap(call -> callLines.of(call, agent).map(line -> line.with(histories.of(call))).stream())
                .collect(Collectors.toMap(line -> new CallId(line.call()), Function.identity()));
        List<PopOffer> offers = lines.isEmpty()
                ? List.of()
                : pops.offered(agent, lines.keySet(), now.minus(TIMELY)).stream()
                        .map(pop -> new PopOffer(pop.id().value(), Objects.requireNonNull(lines.get(pop.call()))))
                        .toList();
        PopChoice choice = choices.find(agent).orElse(PopChoice.USUAL);
        var state = new State(
                now,
                lines.values().stream()
                        .sorted(Comparator.comparing(CallLine::since))
                        .toList(),
                offers,
                ChoiceLine.of(choice),
                presences.of(agent));
        return new Notice(agent, position, Event.CALLS.key(), json.writeValueAsString(state));
    }
}
