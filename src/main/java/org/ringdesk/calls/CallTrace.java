package org.ringdesk.calls;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Accounts;
import org.ringdesk.calls.CallRepository.Heard;
import org.springframework.stereotype.Component;

/** Tells how a call came to be known, and what was made of it, step by step. */
@Component
class CallTrace {
    private final CallRepository repository;
    private final Accounts accounts;
    private final List<TraceSource> sources;
    private final List<SourceNames> names;

    CallTrace(CallRepository repository, Accounts accounts, List<TraceSource> sources, List<SourceNames> names) {
        this.repository = repository;
        this.accounts = accounts;
        this.sources = sources;
        this.names = names;
    }

    /** In the order of time. */
    List<TraceStep> of(Call call) {
        List<Heard> heard = repository.heard(call.id());
        return Stream.of(
                        heard.stream().map(this::event),
                        heard.stream().findFirst().stream().map(first -> owner(call, first)),
                        heard.stream().skip(EventLimit.MOST - 1L).limit(1).map(CallTrace::full),
                        sources.stream().flatMap(source -> source.steps(call).stream()))
                .flatMap(steps -> steps)
                .sorted(Comparator.comparing(TraceStep::at))
                .toList();
    }

    private TraceStep event(Heard heard) {
        CallEvent event = heard.known().event();
        String kind = CallRows.lower(EventKind.of(event)).replace('_', '-');
        String source = name(event.origin().source());
        if (!(event instanceof CallEvent.OfLeg leg)) {
            return new TraceStep(heard.receivedAt(), "calls.trace.event." + kind, List.of(source, detail(event)));
        }
        boolean nobody = leg.leg().role() == Role.CALLED && heard.known().agent() == null;
        return new TraceStep(
                heard.receivedAt(),
                "calls.trace.event." + kind + (nobody ? ".nobody" : ""),
                List.of(source, leg.leg().party(), agent(heard), detail(event)));
    }

    private static TraceStep full(Heard last) {
        return new TraceStep(last.receivedAt(), "calls.trace.full", List.of(Integer.toString(EventLimit.MOST)));
    }

    private String name(String source) {
        return names.stream()
                .flatMap(known -> known.name(source).stream())
                .findFirst()
                .orElse(source);
    }

    private String agent(Heard heard) {
        return heard.known().agent() == null
                ? ""
                : accounts.find(heard.known().agent()).map(Account::displayName).orElse("");
    }

    private static String detail(CallEvent event) {
        @Nullable Cause cause = EventKind.cause(event);
        if (cause != null) {
            return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return event instanceof CallEvent.Transferred sent ? sent.target() : "";
    }

    private static TraceStep owner(Call call, Heard first) {
        NumberOwner owner = call.owner();
        if (call.number().isEmpty()) {
            return new TraceStep(first.receivedAt(), "calls.trace.number.none", List.of());
        }
        if (!call.sharedAs().isEmpty()) {
            return new TraceStep(first.receivedAt(), "calls.trace.number.shared", List.of(call.sharedAs()));
        }
        return owner == null
                ? new TraceStep(first.receivedAt(), "calls.trace.number.unknown", List.of())
                : new TraceStep(
                        first.receivedAt(),
                        owner.candidates() == 1 ? "calls.trace.number.one" : "calls.trace.number.several",
                        List.of(owner.name(), Integer.toString(owner.candidates())));
    }
}
