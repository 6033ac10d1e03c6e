package org.ringdesk.pbx.simulated;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.simulated.PretendCall.Happening;
import org.ringdesk.pbx.simulated.PretendLeg.State;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * What the pretended phone system does with a call when somebody does something with a telephone.
 *
 * @param call as it is until then
 */
record Switchboard(PretendCall call, String source, Instant now) {
    /** A call that was sent on and on has no more; it is added up from all of them. */
    static final int MOST_LEGS = 200;

    /** The call afterwards, and what a phone system would send about it. */
    record Outcome(PretendCall call, List<CallEvent> events) {}

    /** @param caller the telephone that dials, empty where the caller is outside */
    Outcome place(String caller, List<String> called) {
        return happening(call -> {
            if (!caller.isEmpty()) {
                call.dial(Role.CALLER, caller, State.WAITING);
            }
            called.forEach(party -> call.dial(Role.CALLED, party, State.RINGING));
        });
    }

    Outcome answer(@Nullable String by) {
        PretendLeg leg = call.at(by, State.RINGING).orElseThrow(() -> nothing("pbx.simulated.not-ringing", by));
        return happening(happening -> {
            happening.answer(leg);
            for (PretendLeg other : call.legs()) {
                if (other.is(State.RINGING) && !other.id().equals(leg.id())) {
                    happening.leave(other, Cause.ELSEWHERE, false);
                } else if (other.is(State.WAITING)) {
                    happening.answer(other);
                }
            }
        });
    }

    Outcome hold(@Nullable String by) {
        PretendLeg leg = call.at(by, State.TALKING).orElseThrow(() -> nothing("pbx.simulated.not-talking", by));
        return happening(happening -> happening.hold(leg, ""));
    }

    Outcome resume(@Nullable String by) {
        PretendLeg leg = call.at(by, State.HELD).orElseThrow(() -> nothing("pbx.simulated.not-held", by));
        return happening(happening -> {
            call.leg(other -> !leg.consults().isEmpty() && other.party().equals(leg.consults()))
                    .ifPresent(asked -> happening.leave(asked, Cause.NORMAL, false));
            happening.resume(leg);
        });
    }

    /** @param attended whether the target is asked first; the call goes there once {@code by} hangs up */
    Outcome transfer(@Nullable String by, String target, List<String> called, boolean attended) {
        if (call.legs().size() + called.size() > MOST_LEGS) {
            throw nothing("pbx.simulated.legs", Integer.toString(MOST_LEGS));
        }
        PretendLeg leg = sender(by);
        return happening(happening -> {
            if (attended) {
                happening.hold(leg, called.getFirst());
            } else {
                happening.send(leg, target);
            }
            called.forEach(party -> happening.dial(Role.CALLED, party, State.RINGING));
        });
    }

    private PretendLeg sender(@Nullable String by) {
        return call.leg(leg -> leg.role() == Role.CALLED && at(leg, by))
                .or(() -> call.leg(leg -> at(leg, by)))
                .orElseThrow(() -> nothing("pbx.simulated.not-talking", by));
    }

    private static boolean at(PretendLeg leg, @Nullable String by) {
        return (leg.is(State.TALKING) || leg.is(State.HELD))
                && (by == null || by.isBlank() || leg.party().equals(by));
    }

    /** @param by whose telephone; null for the caller's, who is outside */
    Outcome hangUp(@Nullable String by) {
        if (by == null || by.isBlank() || by.equals("caller")) {
            return end(call.answered() ? Cause.NORMAL : Cause.CANCELLED);
        }
        PretendLeg leg =
                call.leg(at -> at.party().equals(by.strip())).orElseThrow(() -> nothing("pbx.simulated.not-there", by));
        if (leg.is(State.RINGING)) {
            return decline(leg);
        }
        if (leg.role() == Role.CALLER && leg.is(State.WAITING)) {
            return end(Cause.CANCELLED);
        }
        if (!leg.consults().isEmpty()) {
            return happening(happening -> happening.send(leg, leg.consults()));
        }
        return happening(happening -> {
            happening.leave(leg, Cause.NORMAL, true);
            happening.end(Cause.NORMAL);
        });
    }

    private Outcome decline(PretendLeg leg) {
        boolean last = call.legs().stream()
                .noneMatch(other -> !other.id().equals(leg.id()) && other.role() == Role.CALLED && other.here());
        return happening(happening -> {
            happening.leave(leg, Cause.DECLINED, true);
            if (last) {
                happening.end(Cause.DECLINED);
            }
        });
    }

    /** It is over for the given reason, whoever takes part. */
    Outcome end(Cause cause) {
        return happening(happening -> happening.end(cause));
    }

    private Outcome happening(Consumer<Happening> what) {
        if (call.over()) {
            throw nothing("pbx.simulated.over", null);
        }
        var happening = new Happening(call, source, now);
        what.accept(happening);
        return new Outcome(happening.after(), happening.events());
    }

    private static Refused nothing(String key, @Nullable String by) {
        return new Refused(HttpStatus.CONFLICT, key, by == null ? "?" : by);
    }
}
