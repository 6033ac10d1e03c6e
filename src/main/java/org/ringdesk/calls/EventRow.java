package org.ringdesk.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as a row of {@code call_event}, by the names of its columns; those that say which call it is of are left out. */
record EventRow(
        String source,
        String eventId,
        String callKey,
        String kind,
        Instant at,
        @Nullable String direction,
        String number,
        String name,
        String dialled,
        String queue,
        String digits,
        @Nullable String leg,
        @Nullable String role,
        @Nullable String party,
        @Nullable Long accountId,
        @Nullable Instant rangAt,
        @Nullable Instant answeredAt,
        @Nullable String cause,
        @Nullable String detail) {

    static EventRow of(KnownEvent known) {
        CallEvent event = known.event();
        @Nullable LegFacts leg = event instanceof CallEvent.OfLeg ofLeg ? ofLeg.leg() : null;
        @Nullable Cause cause = EventKind.cause(event);
        @Nullable Direction direction = event.about().direction();
        return new EventRow(
                event.origin().source(),
                event.origin().id(),
                event.origin().call(),
                CallRows.lower(EventKind.of(event)),
                event.origin().at(),
                direction == null ? null : CallRows.lower(direction),
                event.about().number(),
                event.about().name(),
                event.about().dialled(),
                event.about().queue(),
                event.about().digits(),
                leg == null ? null : leg.id(),
                leg == null ? null : CallRows.lower(leg.role()),
                leg == null ? null : leg.party(),
                known.agent() == null ? null : known.agent().value(),
                leg == null ? null : leg.rangAt(),
                leg == null ? null : leg.answeredAt(),
                cause == null ? null : CallRows.lower(cause),
                EventKind.detail(event));
    }
}
