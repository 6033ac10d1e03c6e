package org.ringdesk.pbx.sip;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;
import org.ringdesk.pbx.sip.DialogInfo.Dialog;
import org.ringdesk.pbx.sip.DialogInfo.Party;
import org.ringdesk.pbx.sip.DialogInfo.State;

/**
 * Turns what one phone system tells of the dialogs of its extensions into events of calls. It knows what it was told and
 * nothing else, so that the same documents give the same. Not safe for several threads.
 *
 * <p>Some phone systems give each call an id and say who is at both ends (RFC 4235). Others, such as Asterisk, have one
 * dialog an extension, whose id is the extension: it rings, and from whom; it is used, by whom and which way nobody says. What
 * is not told to be a call that comes in, or to be dialled and to whom, is no call here.
 */
final class SipCalls {
    /** Behind the id of a dialog: the second call at an extension that has one dialog for all. */
    private static final String WAITING = "\n2";

    /** More dialogs of an extension than these are not looked at. */
    private static final int MOST_AT_EXTENSION = 100;

    /** So many legs are known at once, where one that is of a call counts twice; each takes 3 kB at most. */
    private static final int MOST_LEGS = 4_000;

    private final String source;
    private final Predicate<String> inside;
    private final SipJoins joins = new SipJoins();
    private final Map<String, Watched> watched = new HashMap<>();
    private final Set<String> unsure = new HashSet<>();

    /** How many legs more may be known; counted anew for each document. */
    private int free;

    /** @param inside whether a number is one of the house */
    SipCalls(String source, Predicate<String> inside) {
        this.source = source;
        this.inside = inside;
    }

    /**
     * What a document tells; mostly nothing.
     *
     * @param complete whether it is the answer to a question for the whole state
     */
    List<CallEvent> take(String extension, DialogInfo info, boolean complete, Instant at) {
        Watched state = watched.computeIfAbsent(extension, key -> new Watched());
        var facts = new SipFacts(source, at);
        joins.forget(at);
        free = MOST_LEGS - known();
        if (isNews(extension, state, info, complete)) {
            Set<String> missing = info.full() ? missing(state, info) : Set.of();
            var trust = complete ? Trust.COMPLETE : missing.isEmpty() ? Trust.USUAL : Trust.DOUBTFUL;
            for (Dialog dialog : info.dialogs()) {
                take(extension, state, dialog, trust, facts);
            }
            if (complete) {
                missing.forEach(slot -> end(state, slot, Cause.UNKNOWN, false, facts));
            } else if (!missing.isEmpty()) {
                unsure.add(extension);
            }
        }
        return facts.events();
    }

    /** What a document is good for. */
    enum Trust {
        USUAL,
        /** The whole state, as it was asked for. */
        COMPLETE,
        /**
         * Dialogs are missing in it that should be there. FreeSWITCH 1.10 says {@code full} and tells of one dialog only; and
         * where one ends while another goes on, it tells of it in the state of that other one. So who answered is asked.
         */
        DOUBTFUL
    }

    /** RFC 4235, section 4.3; that whole states come in order is seen to before. */
    private boolean isNews(String extension, Watched state, DialogInfo info, boolean complete) {
        String digest = EventKeys.digest(List.of(info.toString()));
        boolean again = digest.equals(state.last) && !complete;
        state.last = digest;
        if (info.full() || complete) {
            state.version = info.version();
            return !again;
        }
        if (info.version() <= state.version) {
            return false;
        }
        if (info.version() > state.version + 1) {
            unsure.add(extension);
        }
        state.version = info.version();
        return true;
    }

    /** Where what is known should be told, and is not. */
    private static Set<String> missing(Watched state, DialogInfo info) {
        Set<String> told = info.dialogs().stream().map(Dialog::id).collect(Collectors.toSet());
        return state.legs.keySet().stream()
                .filter(slot -> !told.contains(slot.replace(WAITING, "")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The extensions whose whole state is to be asked for; told once. */
    Set<String> unsure() {
        Set<String> asked = Set.copyOf(unsure);
        unsure.clear();
        return asked;
    }

    /** Nobody tells of the extension any more. */
    List<CallEvent> unwatched(String extension, Instant at) {
        var facts = new SipFacts(source, at);
        @Nullable Watched state = watched.remove(extension);
        if (state != null) {
            List.copyOf(state.legs.keySet()).forEach(id -> end(state, id, Cause.UNKNOWN, false, facts));
        }
        return facts.events();
    }

    /** Ids of the legs that are open. */
    Set<String> legs() {
        return joins.all().stream()
                .flatMap(call -> call.legs.stream())
                .filter(leg -> !leg.ended)
                .map(leg -> leg.id)
                .collect(Collectors.toSet());
    }

    /** Takes up a leg that was told before the state here was lost. */
    void resume(SipLeg leg, String dialog, SipCall call) {
        call.add(leg);
        joins.add(call);
        Map<String, SipLeg> legs = watched.computeIfAbsent(leg.extension, key -> new Watched()).legs;
        @Nullable SipLeg other = legs.get(dialog);
        if (other != null && !other.confirmed) {
            legs.put(dialog + WAITING, other);
            legs.put(dialog, leg);
        } else {
            legs.put(other == null ? dialog : dialog + WAITING, leg);
        }
    }

    private void take(String extension, Watched state, Dialog dialog, Trust trust, SipFacts facts) {
        @Nullable SipLeg leg = state.legs.get(dialog.id());
        if (dialog.state() == State.TERMINATED) {
            end(state, dialog.id() + WAITING, Cause.UNKNOWN, false, facts);
            end(
                    state,
                    dialog.id(),
                    SipDialling.cause(dialog, leg),
                    dialog.event().equals("local-bye"),
                    facts);
        } else if (leg == null) {
            begin(extension, state, dialog.id(), dialog, facts);
        } else if (dialog.id().equals(extension)) {
            changeOfAll(extension, state, leg, dialog, facts);
        } else {
            dialling(facts).change(leg, dialog, trust);
        }
    }

    /** Where one dialog stands for all calls at the extension. */
    private void changeOfAll(String extension, Watched state, SipLeg leg, Dialog dialog, SipFacts facts) {
        String second = dialog.id() + WAITING;
        @Nullable SipLeg waiting = state.legs.get(second);
        boolean rings = dialog.state() == State.EARLY
                && dialog.recipient()
                && dialog.remote() != null
                && dialog.rendering() == null;
        if (!rings) {
            end(state, second, Cause.UNKNOWN, false, facts);
            dialling(facts).change(leg, dialog, Trust.USUAL);
        } else if (leg.confirmed) {
            if (waiting != null && !isFrom(waiting, dialog)) {
                end(state, second, Cause.UNKNOWN, false, facts);
            }
            if (!state.legs.containsKey(second)) {
                begin(extension, state, second, dialog, facts);
            }
        } else if (!isFrom(leg, dialog)) {
            end(state, dialog.id(), Cause.UNKNOWN, false, facts);
            begin(extension, state, dialog.id(), dialog, facts);
        }
    }

    private static boolean isFrom(SipLeg leg, Dialog dialog) {
        @Nullable SipCall call = leg.call;
        Party caller = SipDialling.caller(leg.extension, dialog);
        return call == null || (call.number.equals(caller.number()) && call.withheld == caller.withheld());
    }

    private void begin(String extension, Watched state, String slot, Dialog dialog, SipFacts facts) {
        boolean early = dialog.recipient() && dialog.state().compareTo(State.EARLY) < 0;
        if (early || state.legs.size() >= MOST_AT_EXTENSION || free <= 0) {
            return;
        }
        free -= 2;
        String dialled =
                dialog.initiator() && dialog.remote() != null ? dialog.remote().number() : "";
        String id = EventKeys.leg(
                extension, EventKeys.leg(dialog.id(), Long.toString(facts.at().toEpochMilli())));
        var leg = new SipLeg(id, extension, facts.at(), dialog.callId(), dialled);
        leg.confirmed = dialog.state() == State.CONFIRMED;
        state.legs.put(slot, leg);
        dialling(facts).begin(leg, dialog);
    }

    /** Legs that are known, also those of no call, and those that are over of a call that goes on. */
    int known() {
        return joins.legs()
                + watched.values().stream().mapToInt(state -> state.legs.size()).sum();
    }

    private SipDialling dialling(SipFacts facts) {
        return new SipDialling(watched, joins, inside, facts);
    }

    private void end(Watched state, String slot, Cause cause, boolean hungUp, SipFacts facts) {
        @Nullable SipLeg leg = state.legs.remove(slot);
        if (leg == null) {
            return;
        }
        @Nullable SipCall call = leg.call;
        boolean pickedUp = leg.ringing() && dialling(facts).pickedUp(leg);
        @Nullable SipLeg far = leg.far;
        if (far != null && !far.ended) {
            facts.ended(far, far.answered() ? Cause.NORMAL : cause, false);
        }
        facts.ended(leg, pickedUp ? Cause.ELSEWHERE : leg.answered() ? Cause.NORMAL : cause, hungUp);
        if (call != null && leg.is(Role.CALLED) && leg.answered()) {
            joins.sentOn(call, facts.at()).ifPresent(other -> {
                facts.joined(call, other);
                joins.join(call, other);
            });
        }
    }
}
