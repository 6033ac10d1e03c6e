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
import org.ringdesk.platform.DatabaseState;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Takes in what one connection tells. */
final class ConnectionReports implements Watch.ReportsTo {
    private final Feed feed;
    private final Calls calls;
    private final Clock clock;
    private final Signals signals;
    private final Deliveries deliveries;
    private final PresenceDeliveries presences;

    /** What the connection's watch is told. */
    record Signals(Runnable heard, Runnable giveUp) {}

    ConnectionReports(
            Feed feed,
            Intake intake,
            Calls calls,
            Presences presences,
            DatabaseState state,
            Clock clock,
            Signals signals) {
        this.feed = feed;
        this.calls = calls;
        this.clock = clock;
        this.signals = signals;
        this.deliveries = new Deliveries(
                "pbx-" + feed.id(),
                state,
                batch -> intake.take(feed, batch.name(), batch.number(), batch.events()),
                signals.giveUp());
        this.presences = new PresenceDeliveries("pbx-" + feed.id(), feed.source(), presences);
    }

    @Override
    public void heard() {
        signals.heard().run();
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
        for (Calls.Open open : open()) {
            List<CallEvent> ended = open.call().legs().stream()
                    .filter(leg -> leg.open() && !legs.contains(leg.sourceId()))
                    .<CallEvent>map(leg -> ended(open, leg))
                    .toList();
            tell("resync", open.call().number(), ended);
        }
    }

    /** Where they cannot be read, the connection is made anew until they can. */
    private List<Calls.Open> open() {
        try {
            return calls.open(feed.source());
        } catch (DataAccessException | TransactionException e) {
            signals.giveUp().run();
            return List.of();
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
