package org.ringdesk.pbx.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringdesk.calls.About;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.pbx.EventKeys;

/**
 * What a telephone said as events of calls.
 *
 * @param leg as it is after that
 * @param same keys of calls that turn out to be this one
 */
record PhoneTranslator(PhoneMessage message, PhoneLeg leg, List<String> same, String source, Instant now) {
    /** What is longer comes from outside. */
    private static final int LONGEST_EXTENSION = 6;

    List<CallEvent> events() {
        var events = new ArrayList<CallEvent>(what());
        same.forEach(key -> events.add(new CallEvent.Joined(origin("is " + key), About.NOTHING, key)));
        return events;
    }

    private List<CallEvent> what() {
        return switch (message.event()) {
            case INCOMING -> List.of(new CallEvent.Rang(origin("rang"), about(), own()));
            case OUTGOING ->
                List.of(
                        new CallEvent.Began(origin("began"), about(), own()),
                        new CallEvent.Rang(origin("rang"), about(), far()));
            case ANSWERED ->
                leg.outgoing()
                        ? List.of(
                                new CallEvent.Answered(origin("answered"), about(), own()),
                                new CallEvent.Answered(origin("far answered"), about(), far()))
                        : List.of(new CallEvent.Answered(origin("answered"), about(), own()));
            case ENDED, MISSED -> ended();
            case HOLD -> List.of(new CallEvent.Held(origin("turn " + leg.turns()), about(), own()));
            case RESUME -> List.of(new CallEvent.Resumed(origin("turn " + leg.turns()), about(), own()));
        };
    }

    private List<CallEvent> ended() {
        boolean talked = leg.answeredAt() != null;
        var end = new CallEvent.LegEnded(origin("ended"), about(), own(), talked ? Cause.NORMAL : Cause.UNKNOWN, false);
        return leg.outgoing()
                ? List.of(end, new CallEvent.Ended(origin("over"), about(), talked ? Cause.NORMAL : Cause.CANCELLED))
                : List.of(end);
    }

    private LegFacts own() {
        String id = EventKeys.leg(leg.key(), leg.phone());
        return leg.outgoing()
                ? LegFacts.caller(id, leg.user())
                : LegFacts.called(id, leg.user()).rangAt(leg.beganAt());
    }

    private LegFacts far() {
        return LegFacts.called(EventKeys.leg(leg.key(), "far"), message.remote());
    }

    private About about() {
        if (message.remote().isEmpty()) {
            return About.NOTHING;
        }
        boolean inside = message.remote().matches("[0-9*#]{1," + LONGEST_EXTENSION + "}");
        Direction direction = inside ? Direction.INTERNAL : leg.outgoing() ? Direction.OUTBOUND : Direction.INBOUND;
        return leg.outgoing()
                ? new About(direction, inside ? leg.user() : message.remote(), "", message.remote(), "", "")
                : new About(direction, message.remote(), message.display(), "", "", "");
    }

    private Origin origin(String what) {
        return new Origin(source, EventKeys.digest(List.of(leg.phone(), leg.key(), what)), leg.key(), now);
    }
}
