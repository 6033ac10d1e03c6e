package org.ringdesk.pbx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.CallControls;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Leg;
import org.ringdesk.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Has done with calls what agents ask for: only with their own, and only where the phone system can. */
@Service
class Controls implements CallControls {
    private static final Logger LOG = LoggerFactory.getLogger(Controls.class);
    private static final Pattern NUMBER = Pattern.compile("[0-9+*#][0-9+*# ()./\\-]{0,59}");

    private final Map<String, CallControl> controls;
    private final Feeds feeds;
    private final Supervision supervision;
    private final Calls calls;
    private final Seats seats;
    private final DialRules rules;

    Controls(
            List<CallControl> controls,
            Feeds feeds,
            Supervision supervision,
            Calls calls,
            Seats seats,
            DialRules rules) {
        this.controls = controls.stream().collect(Collectors.toMap(CallControl::kind, Function.identity()));
        this.feeds = feeds;
        this.supervision = supervision;
        this.calls = calls;
        this.seats = seats;
        this.rules = rules;
    }

    /** A phone system that can be asked. */
    private record Asked(Feed feed, CallControl control, Set<CallAction> may) {}

    @Override
    public Set<CallAction> of(String source) {
        return asked(source).map(Asked::may).orElse(Set.of());
    }

    private Optional<Asked> asked(String source) {
        return feeds.list().stream()
                .filter(feed -> feed.source().equals(source) && feed.enabled())
                .findFirst()
                .flatMap(this::asked);
    }

    private Optional<Asked> asked(Feed feed) {
        @Nullable CallControl control = controls.get(feed.kind());
        if (control == null) {
            return Optional.empty();
        }
        Optional<List<String>> lacks = supervision.connects(feed)
                ? supervision
                        .lately(feed.id())
                        .filter(ConnectionState::connected)
                        .map(ConnectionState::lacks)
                : Optional.of(List.of());
        return lacks.map(known -> new Asked(feed, control, control.may(feed, known)));
    }

    /** @throws Refused where the call is over, not the agent's, or the phone system does not do it */
    void hangUp(AccountId agent, CallId id) {
        Call call = open(id);
        List<Leg> own = own(call, agent);
        List<Leg> talking = own.stream().filter(call::talks).toList();
        for (Leg leg : talking.isEmpty() ? own : talking) {
            Asked asked = asked(leg, CallAction.HANG_UP);
            ask(asked.feed(), () -> asked.control().hangUp(asked.feed(), call, leg));
        }
    }

    /**
     * Sends the other side of a call that the agent talks in elsewhere.
     *
     * @throws Refused besides for what is no number or may not be dialled, and for the agent's own one
     */
    void transfer(AccountId agent, CallId id, String to) {
        String written = to.strip();
        if (!isNumber(written)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.control.no-number");
        }
        String number = DialRules.dialled(written);
        if (seats.of(agent).contains(number)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.control.own");
        }
        rules.check(number);
        seats.refuseTooMany(agent);
        Call call = open(id);
        Leg leg = own(call, agent).stream()
                .filter(call::talks)
                .findFirst()
                .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "pbx.control.not-talking"));
        Asked asked = asked(leg, CallAction.TRANSFER);
        ask(asked.feed(), () -> asked.control().transfer(asked.feed(), call, leg, number));
        seats.transferred(agent, leg.party(), number);
    }

    static boolean isNumber(String written) {
        return NUMBER.matcher(written).matches() && written.chars().anyMatch(Character::isDigit);
    }

    private Call open(CallId id) {
        return calls.find(id).filter(call -> !call.ended()).orElseThrow(Controls::over);
    }

    private static Refused over() {
        return new Refused(HttpStatus.CONFLICT, "pbx.control.over");
    }

    private static List<Leg> own(Call call, AccountId agent) {
        List<Leg> own =
                call.legs().stream().filter(leg -> leg.of(agent) && leg.open()).toList();
        if (own.isEmpty()) {
            throw new Refused(HttpStatus.FORBIDDEN, "pbx.control.not-yours");
        }
        return own;
    }

    private Asked asked(Leg leg, CallAction action) {
        return asked(leg.source())
                .filter(asked -> asked.may().contains(action))
                .orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.control.cannot"));
    }

    /** Something to ask a phone system for. */
    private interface Request {
        void send() throws ConnectionFailed;
    }

    private static void ask(Feed feed, Request request) {
        try {
            request.send();
        } catch (ConnectionFailed e) {
            LOG.info("Phone system {} cannot be asked to do something with a call: {}", feed.id(), e.key());
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.control.unreachable", feed.name());
        }
    }
}
