package org.ringdesk.pbx.sip;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;
import org.ringdesk.pbx.sip.DialogInfo.Dialog;
import org.ringdesk.pbx.sip.DialogInfo.Party;
import org.ringdesk.pbx.sip.DialogInfo.State;
import org.ringdesk.pbx.sip.SipCalls.Trust;

/** What one dialog tells: who rings whom, who dials, who talks. */
final class SipDialling {
    private final Map<String, Watched> watched;
    private final SipJoins joins;
    private final Predicate<String> inside;
    private final SipFacts facts;

    /** @param inside whether a number is one of the house */
    SipDialling(Map<String, Watched> watched, SipJoins joins, Predicate<String> inside, SipFacts facts) {
        this.watched = watched;
        this.joins = joins;
        this.inside = inside;
        this.facts = facts;
    }

    /** A dialog that was not known. */
    void begin(SipLeg leg, Dialog dialog) {
        if (isRung(leg.extension, dialog)) {
            rings(leg, caller(leg.extension, dialog));
        } else if (!leg.dialled.isEmpty() && !leg.feature()) {
            dials(leg, dialog);
        } else {
            joins.withoutCaller(leg.extension, "", facts.at()).ifPresent(call -> calls(leg, call));
        }
    }

    /** A telephone that a program lets ring to dial then has the other side's number as its own at Asterisk, and its name. */
    private static boolean isRung(String extension, Dialog dialog) {
        @Nullable Party local = dialog.local();
        @Nullable Party remote = dialog.remote();
        boolean byProgram = local != null
                && remote != null
                && !local.number().isEmpty()
                && !local.number().equals(extension)
                && local.number().equals(remote.number())
                && (remote.name().isEmpty() || remote.name().equals(local.name()));
        boolean saysNothing = dialog.id().equals(extension) && remote == null;
        return dialog.recipient() && !byProgram && !saysNothing;
    }

    /** FreeSWITCH 1.10 has the two sides the wrong way round when it was asked. */
    static Party caller(String extension, Dialog dialog) {
        Party remote = dialog.remote() == null ? Party.NOBODY : dialog.remote();
        @Nullable Party local = dialog.local();
        boolean reversed = remote.number().equals(extension)
                && local != null
                && !local.number().equals(extension);
        return reversed && local != null ? local : remote;
    }

    private void rings(SipLeg leg, Party caller) {
        Direction direction = inside.test(caller.number()) ? Direction.INTERNAL : Direction.INBOUND;
        Optional<SipLeg> dialling = direction == Direction.INTERNAL ? dialling(caller.number()) : Optional.empty();
        SipCall call =
                joins.of(leg, caller, direction, facts.at()).orElseGet(() -> joins.begin(leg, direction, caller));
        if (direction == Direction.INTERNAL && call.dialled.isEmpty()) {
            call.dialled = leg.extension;
        }
        if (call.name.isEmpty() && call.number.equals(caller.number())) {
            call.name = caller.name();
        }
        call.add(leg);
        if (leg.confirmed) {
            facts.answered(leg);
        } else {
            facts.rang(leg);
        }
        dialling.filter(other -> !call.hasCaller()).ifPresent(other -> calls(other, call));
    }

    /** The telephone that is used since a moment ago, though nobody says for what. */
    private Optional<SipLeg> dialling(String extension) {
        @Nullable Watched state = watched.get(extension);
        return state == null
                ? Optional.empty()
                : state.legs.values().stream()
                        .filter(leg -> SipJoins.mayHaveDialled(leg, facts.at()))
                        .findFirst();
    }

    private void calls(SipLeg leg, SipCall call) {
        leg.role = Role.CALLER;
        call.add(leg);
        facts.began(leg);
    }

    private void dials(SipLeg leg, Dialog dialog) {
        boolean internal = inside.test(leg.dialled);
        Direction direction = internal ? Direction.INTERNAL : Direction.OUTBOUND;
        var party = internal ? new Party(leg.extension, "", false) : new Party(leg.dialled, "", false);
        SipCall call = internal
                ? joins.withoutCaller(leg.extension, leg.dialled, facts.at())
                        .orElseGet(() -> joins.begin(leg, direction, party))
                : joins.begin(leg, direction, party);
        call.dialled = leg.dialled;
        leg.confirmed = dialog.state() == State.CONFIRMED;
        calls(leg, call);
        if (!internal) {
            facts.began(far(leg, call));
            if (dialog.state() == State.EARLY) {
                facts.rang(far(leg, call));
            }
        }
    }

    /** Whether who was dialled is watched as well, and tells when somebody answers. */
    private boolean tellsItself(SipLeg leg, SipCall call) {
        return watched.containsKey(leg.dialled)
                || (leg.far == null && call.legs.stream().anyMatch(other -> other.is(Role.CALLED)));
    }

    private static SipLeg far(SipLeg leg, SipCall call) {
        @Nullable SipLeg known = leg.far;
        if (known == null) {
            known = new SipLeg(EventKeys.leg(leg.id, "far"), leg.dialled, leg.since, "", "");
            leg.far = known;
            call.add(known);
        }
        return known;
    }

    void change(SipLeg leg, Dialog dialog, Trust trust) {
        @Nullable SipCall call = leg.call;
        boolean confirmed = dialog.state() == State.CONFIRMED;
        if (call == null) {
            leg.confirmed |= confirmed;
            return;
        }
        tellCaller(leg, call, dialog);
        if (trust == Trust.DOUBTFUL) {
            leg.again |= confirmed;
        } else if (leg.role == Role.CALLED && confirmed) {
            facts.answered(leg);
        } else if (leg.role == Role.CALLER && !leg.dialled.isEmpty()) {
            progress(leg, call, dialog, trust);
        }
        leg.confirmed |= confirmed && trust != Trust.DOUBTFUL;
        hold(leg, dialog, trust);
    }

    /** FreeSWITCH 1.10 does not tell of it where it is asked. */
    private void hold(SipLeg leg, Dialog dialog, Trust trust) {
        @Nullable Boolean rendering = dialog.rendering();
        if (rendering != null && leg.answered() && trust != Trust.COMPLETE) {
            facts.held(leg, !rendering);
        }
    }

    private void tellCaller(SipLeg leg, SipCall call, Dialog dialog) {
        Party caller = caller(leg.extension, dialog);
        boolean known = !call.number.isEmpty() || call.withheld || leg.role == Role.CALLER;
        if (!known && !caller.number().isEmpty() && !caller.number().equals(leg.extension)) {
            call.number = caller.number();
            call.name = caller.name();
            facts.told(call);
        }
    }

    /**
     * FreeSWITCH 1.10 calls a dialog confirmed as soon as somebody dials, and tells so once more when it is answered; others
     * tell how far it is.
     */
    private void progress(SipLeg leg, SipCall call, Dialog dialog, Trust trust) {
        boolean news = !leg.confirmed || leg.again || trust != Trust.COMPLETE;
        boolean answered = dialog.state() == State.CONFIRMED && news;
        if (answered && !call.answered && !tellsItself(leg, call)) {
            facts.answered(far(leg, call));
        } else if (dialog.state() == State.EARLY && leg.far != null && leg.far.rangAt == null && !leg.far.answered()) {
            facts.rang(leg.far);
        }
    }

    /** Whether another telephone dialled a code with this extension at its end, and so has the call now. */
    boolean pickedUp(SipLeg rang) {
        var all = new ArrayList<SipLeg>();
        watched.values().forEach(state -> all.addAll(state.legs.values()));
        Optional<SipLeg> picker = all.stream()
                .filter(leg -> leg.call == null && leg.feature() && leg.confirmed)
                .filter(leg -> leg.dialled.endsWith(rang.extension) && !leg.since.isBefore(rang.since))
                .findFirst();
        picker.ifPresent(leg -> {
            if (rang.call != null) {
                rang.call.add(leg);
                facts.answered(leg);
            }
        });
        return picker.isPresent();
    }

    /** RFC 4235, section 4.1.5, as far as it is told. */
    static Cause cause(Dialog dialog, @Nullable SipLeg leg) {
        boolean called = leg == null || leg.role == Role.CALLED;
        return switch (dialog.event()) {
            case "rejected" -> dialog.code() == 486 || dialog.code() == 600 ? Cause.BUSY : Cause.DECLINED;
            case "replaced" -> Cause.ELSEWHERE;
            case "timeout" -> Cause.NO_ANSWER;
            case "error" -> Cause.FAILED;
            case "cancelled" -> called ? Cause.UNKNOWN : Cause.CANCELLED;
            default -> Cause.UNKNOWN;
        };
    }
}
