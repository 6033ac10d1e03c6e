package org.ringdesk.pops;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallChanged;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallsJoined;
import org.ringdesk.pops.Notice.Draft;
import org.ringdesk.pops.Notice.Event;
import org.springframework.stereotype.Component;

/** Says to each agent what a change of a call is to them, and settles whether its form opens. */
@Component
class NoticeWriting {
    private final ChoiceRepository choices;
    private final PopRepository pops;
    private final NoticeRepository notices;
    private final NoticeBell bell;
    private final CallHistories histories;
    private final CallLines lines;
    private final Clock clock;

    NoticeWriting(
            ChoiceRepository choices,
            PopRepository pops,
            NoticeRepository notices,
            NoticeBell bell,
            CallHistories histories,
            CallLines lines,
            Clock clock) {
        this.choices = choices;
        this.pops = pops;
        this.notices = notices;
        this.bell = bell;
        this.histories = histories;
        this.lines = lines;
        this.clock = clock;
    }

    /** Within the transaction that stores the calls. */
    void write(List<CallsJoined> joined, List<CallChanged> changed) {
        joined.forEach(join -> pops.move(join.gone().id(), join.into()));
        Set<AccountId> agents = Stream.concat(
                        joined.stream().map(CallsJoined::gone), changed.stream().flatMap(NoticeWriting::calls))
                .flatMap(call -> call.agents().stream())
                .collect(Collectors.toSet());
        if (agents.isEmpty()) {
            return;
        }
        Map<AccountId, PopChoice> locked = choices.lock(agents);
        List<Draft> drafts = new ArrayList<>();
        Map<CallId, CallHistory> known = new HashMap<>();
        locked.forEach((agent, choice) -> {
            joined.forEach(join -> gone(join, agent).ifPresent(drafts::add));
            changed.forEach(change -> drafts.addAll(of(change, agent, choice, known)));
        });
        if (!drafts.isEmpty()) {
            add(drafts);
        }
    }

    private void add(List<Draft> drafts) {
        notices.add(drafts, clock.instant());
        bell.ringOnceCommitted(drafts.stream().map(Draft::agent).collect(Collectors.toSet()));
    }

    /** Within a transaction of its own, for what no call says. */
    void write(Draft notice) {
        write(List.of(notice));
    }

    void write(List<Draft> drafts) {
        choices.lock(drafts.stream().map(Draft::agent).collect(Collectors.toSet()));
        add(drafts);
    }

    private static Stream<Call> calls(CallChanged change) {
        return Stream.concat(Stream.ofNullable(change.before()), Stream.of(change.after()));
    }

    private Optional<Draft> gone(CallsJoined join, AccountId agent) {
        return lines.of(join.gone(), agent).map(line -> new Draft(agent, Event.GONE, CallGone.joined(join.gone())));
    }

    /** @param known what was looked up for other agents already */
    private List<Draft> of(CallChanged change, AccountId agent, PopChoice choice, Map<CallId, CallHistory> known) {
        List<Draft> drafts = new ArrayList<>();
        @Nullable CallLine before = lines.of(change.before(), agent).orElse(null);
        @Nullable CallLine after = lines.of(change.after(), agent).orElse(null);
        if (after == null) {
            if (before != null) {
                drafts.add(new Draft(agent, Event.GONE, CallGone.of(change.after(), agent)));
            }
            return drafts;
        }
        if (before == null) {
            CallHistory history = known.computeIfAbsent(change.after().id(), id -> histories.of(change.after()));
            drafts.add(new Draft(agent, event(null, after), after.with(history)));
        } else if (!after.equals(before)) {
            drafts.add(new Draft(agent, event(before, after), after));
        }
        pop(change, agent, choice)
                .ifPresent(pop -> drafts.add(
                        new Draft(agent, Event.POP, new PopOffer(pop.id().value(), after))));
        return drafts;
    }

    private static Event event(@Nullable CallLine before, CallLine after) {
        if (after.talks()) {
            return before != null && before.talks() ? Event.CHANGED : Event.ANSWERED;
        }
        return before != null && !before.talks() ? Event.CHANGED : Event.RINGING;
    }

    private Optional<Pop> pop(CallChanged change, AccountId agent, PopChoice choice) {
        Optional<PopReason> reason = reason(change.after(), agent, choice);
        if (reason.isEmpty() || reason.equals(reason(change.before(), agent, choice))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!isTimely(change.after(), agent, now)) {
            return Optional.empty();
        }
        return pops.settle(change.after().id(), agent, reason.get(), now)
                .filter(pop -> pop.state() == PopState.OFFERED);
    }

    /** What was told late, after the database was away, opens no forms: whoever still talks finds the call in the bar. */
    private static boolean isTimely(Call call, AccountId agent, Instant now) {
        return call.legs().stream()
                .filter(leg -> leg.of(agent) && leg.open())
                .flatMap(leg -> Stream.of(Optional.ofNullable(leg.rangAt()), Optional.ofNullable(leg.answeredAt())))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(at -> at.isAfter(now.minus(LiveState.TIMELY)))
                .orElse(true);
    }

    private static Optional<PopReason> reason(@Nullable Call call, AccountId agent, PopChoice choice) {
        return call == null ? Optional.empty() : choice.reason(call.direction(), Part.of(call, agent));
    }
}
