package org.ringdesk.pbx.simulated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.simulated.PretendLeg.State;

/**
 * A call as the pretended phone system knows it.
 *
 * @param key what its events have as {@link Origin#call}
 * @param events how many it has sent
 */
public record PretendCall(
        String key,
        Direction direction,
        String number,
        String name,
        String dialled,
        String queue,
        List<PretendLeg> legs,
        boolean over,
        int events) {

    public Optional<PretendLeg> leg(Predicate<PretendLeg> which) {
        return legs.stream().filter(PretendLeg::here).filter(which).findFirst();
    }

    /** Somebody is asked for whom nobody has answered yet: the telephone of that party, or any where none is named. */
    Optional<PretendLeg> at(@Nullable String party, State... states) {
        return leg(leg -> (party == null || party.isBlank() || leg.party().equals(party.strip()))
                && List.of(states).contains(leg.state()));
    }

    public boolean answered() {
        return legs.stream()
                .anyMatch(leg -> leg.role() == Role.CALLED && (leg.is(State.TALKING) || leg.is(State.HELD)));
    }

    /** Collects what happens at one moment. */
    static final class Happening {
        private final PretendCall call;
        private final String source;
        private final Instant now;
        private final List<PretendLeg> legs;
        private final List<CallEvent> events = new ArrayList<>();
        private boolean over;

        Happening(PretendCall call, String source, Instant now) {
            this.call = call;
            this.source = source;
            this.now = now;
            this.legs = new ArrayList<>(call.legs);
        }

        List<PretendLeg> legs() {
            return List.copyOf(legs);
        }

        List<CallEvent> events() {
            return List.copyOf(events);
        }

        PretendCall after() {
            return new PretendCall(
                    call.key,
                    call.direction,
                    call.number,
                    call.name,
                    call.dialled,
                    call.queue,
                    legs(),
                    over,
                    call.events + events.size());
        }

        PretendLeg dial(Role role, String party, State state) {
            var leg = new PretendLeg(call.key + '/' + (legs.size() + 1), role, party, state, "");
            legs.add(leg);
            events.add(
                    state == State.RINGING
                            ? new CallEvent.Rang(origin(), about(), leg.facts())
                            : new CallEvent.Began(origin(), about(), leg.facts()));
            return leg;
        }

        void answer(PretendLeg leg) {
            put(leg.to(State.TALKING));
            events.add(new CallEvent.Answered(origin(), about(), leg.facts()));
        }

        void hold(PretendLeg leg, String consults) {
            put(leg.consulting(consults));
            events.add(new CallEvent.Held(origin(), about(), leg.facts()));
        }

        void resume(PretendLeg leg) {
            put(leg.to(State.TALKING));
            events.add(new CallEvent.Resumed(origin(), about(), leg.facts()));
        }

        void send(PretendLeg leg, String target) {
            events.add(new CallEvent.Transferred(origin(), about(), leg.facts(), target));
            leave(leg, Cause.NORMAL, true);
        }

        void leave(PretendLeg leg, Cause cause, boolean hungUp) {
            put(leg.to(State.GONE));
            events.add(new CallEvent.LegEnded(origin(), about(), leg.facts(), cause, hungUp));
        }

        void end(Cause cause) {
            legs.replaceAll(leg -> leg.to(State.GONE));
            over = true;
            events.add(new CallEvent.Ended(origin(), about(), cause));
        }

        void told() {
            events.add(new CallEvent.Told(origin(), about()));
        }

        private void put(PretendLeg leg) {
            legs.replaceAll(known -> known.id().equals(leg.id()) ? leg : known);
        }

        private About about() {
            return new About(call.direction, call.number, call.name, call.dialled, call.queue, "");
        }

        private Origin origin() {
            return new Origin(source, call.key + '.' + (call.events + events.size()), call.key, now);
        }
    }
}
