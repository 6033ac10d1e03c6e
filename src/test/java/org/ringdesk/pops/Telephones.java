package org.ringdesk.pops;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.ringdesk.calls.About;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallEvents;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.springframework.stereotype.Component;

/** A telephone system of the tests' own: what it does arrives as events. */
@Component
public class Telephones {
    private final CallEvents events;
    private final Clock clock;
    private final AtomicLong ids = new AtomicLong();

    Telephones(CallEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** A call that comes in from that number. */
    public Line from(String number) {
        return new Line(
                UUID.randomUUID().toString(), About.inbound(number, "100").withQueue("Support"));
    }

    /** The same with the name that its system delivers. */
    public Line from(String number, String name) {
        return new Line(UUID.randomUUID().toString(), new About(Direction.INBOUND, number, name, "100", "Support", ""));
    }

    public Line of(Direction direction, String number, String dialled) {
        return new Line(UUID.randomUUID().toString(), new About(direction, number, "", dialled, "", ""));
    }

    /** One call. */
    public final class Line {
        private final String key;
        private final About about;

        Line(String key, About about) {
            this.key = key;
            this.about = about;
        }

        public Line keys(String digits) {
            return new Line(key, about.withDigits(digits));
        }

        public Line rings(String... extensions) {
            for (String extension : extensions) {
                events.receive(new CallEvent.Rang(origin(), about, leg(extension)));
            }
            return this;
        }

        public Line dials(String extension) {
            events.receive(new CallEvent.Began(origin(), about, LegFacts.caller(key + extension, extension)));
            return this;
        }

        public Line answers(String extension) {
            events.receive(new CallEvent.Answered(origin(), about, leg(extension)));
            return this;
        }

        public Line holds(String extension) {
            events.receive(new CallEvent.Held(origin(), about, leg(extension)));
            return this;
        }

        public Line puts(String extension) {
            events.receive(new CallEvent.LegEnded(origin(), about, leg(extension), Cause.NORMAL, true));
            return this;
        }

        public Line ends() {
            events.receive(new CallEvent.Ended(origin(), about, Cause.NORMAL));
            return this;
        }

        private LegFacts leg(String extension) {
            return LegFacts.called(key + extension, extension);
        }

        private Origin origin() {
            return new Origin("tests", String.valueOf(ids.incrementAndGet()) + key, key, clock.instant());
        }
    }
}
