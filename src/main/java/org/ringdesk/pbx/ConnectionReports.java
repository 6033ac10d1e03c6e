package org.ringdesk.pbx;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ringdesk.calls.About;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presences;

/** Takes in what one connection tells. */
final class ConnectionReports implements Watch.ReportsTo {
    private final Feed feed;
    private final Calls calls;
    private final Clock clock;
    private final Runnable heard;
    private final Deliveries deliveries;
    private final PresenceDeliveries presences;

    ConnectionReports(
            Feed feed, Intake intake, Calls calls, Presences presences, Clock clock, Runnable heard, Runnable giveUp) {
        this.feed = feed;
        this.calls = calls;
        this.clock = clock;
        this.heard = heard;
        this.deliveries = new Deliveries(
                "pbx-" + feed.id(), batch -> intake.take(feed, batch.name(), batch.number(), batch.events()), giveUp);
        this.presences = new PresenceDeliveries("pbx-" + feed.id(), feed.source(), presences);
    }

    @Override
    public void heard() {
        heard.run();
    }

    @Override
    public void tell(String name, String number, List<? extends CallEvent> events) {
        if (!events.isEmpty()) {
            add(new Deliveries.Batch(name, number, events));
        }
    }

    @Override
    public void settle(Set<String> legs) {
        try {
            deliveries.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Calls.Open open : calls.open(feed.source())) {
            List<CallEvent> ended = open.call().legs().stream()
                    .filter(leg -> leg.open() && !legs.contains(leg.sourceId()))
                    .<CallEvent>map(leg -> ended(open, leg))
                    .toList();
            tell("resync", open.call().number(), ended);
        }
    }

    private CallEvent ended(Calls.Open open, Leg leg) {
        var origin = new Origin(feed.source(), "lost/" + leg.sourceId(), open.key(), clock.instant());
        var facts = new LegFacts(leg.sourceId(), leg.role(), leg.party(), leg.rangAt(), leg.answeredAt());
        Cause cause = leg.answeredAt() == null ? Cause.UNKNOWN : Cause.NORMAL;
        return new CallEvent.LegEnded(origin, About.NOTHING, facts, cause, false);
    }

    private void add(Deliveries.Batch batch) {
        try {
            deliveries.add(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void presence(Presence changed) {
        presences.add(changed);
    }

    @Override
    public void presences(Collection<Presence> all) {
        presences.all(all);
    }

    @Override
    public void close() {
        presences.close();
        deliveries.close();
    }
}
