package org.ringdesk.pbx.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.EventKeys;

/**
 * Messages of the generic CTI as events of calls. The contract has no times and no order: what comes late is put where it
 * belongs by what is known of the call already.
 *
 * @param known the call as far as it is known, null where nothing is
 * @param agent whether an agent sits at, or is called, what stands in the message
 */
record CtiTranslator(
        CtiMessage message,
        String source,
        Instant now,
        @Nullable Call known,
        Predicate<String> agent) {
    private static final String CALLER = "caller";

    List<CallEvent> events() {
        return switch (message.event()) {
            case newCall -> outgoing() ? dialled() : ringing();
            case answer -> outgoing() ? pickedUp() : answered();
            case hangup -> hungUp();
        };
    }

    private boolean outgoing() {
        Direction told = message.direction();
        return (told == null && known != null ? known.direction() : told) == Direction.OUTBOUND;
    }

    private List<CallEvent> ringing() {
        Instant at = known == null ? now : known.startedAt();
        List<String> parties = message.users().isEmpty()
                ? Stream.of(message.to()).filter(to -> !to.isEmpty()).toList()
                : message.users();
        var events = new ArrayList<CallEvent>();
        if (parties.isEmpty()) {
            events.add(new CallEvent.Told(origin(at, 0), about()));
        }
        for (String party : parties) {
            events.add(new CallEvent.Rang(origin(at, events.size()), about(), called(party, party)));
        }
        return events;
    }

    private List<CallEvent> answered() {
        LegFacts leg = answering();
        return List.of(new CallEvent.Answered(origin(beforeEnd(), 0), about(), leg));
    }

    /** The telephone that rang under the name of whoever answered, or a new one. */
    private LegFacts answering() {
        List<String> names = Stream.concat(Stream.of(message.answeringNumber()), message.users().stream())
                .filter(name -> !name.isEmpty())
                .toList();
        String party = names.stream()
                .filter(agent)
                .findFirst()
                .orElseGet(() -> names.stream().findFirst().orElse(message.to()));
        return names.stream()
                .filter(name -> rang(leg(name)))
                .findFirst()
                .map(name -> called(name, party))
                .or(this::onlyLine)
                .map(leg -> new LegFacts(leg.id(), leg.role(), party, null, null))
                .orElseGet(() -> called(party.isEmpty() ? "?" : party, party));
    }

    private boolean rang(String leg) {
        return known != null
                && known.legs().stream().anyMatch(known -> known.id().equals(leg));
    }

    /** The line that rang where the message of the new call named nobody. */
    private Optional<LegFacts> onlyLine() {
        return rang(leg(message.to())) && Objects.requireNonNull(known).legs().size() == 1
                ? Optional.of(called(message.to(), message.to()))
                : Optional.empty();
    }

    private List<CallEvent> dialled() {
        Instant at = known == null ? now : known.startedAt();
        return List.of(
                new CallEvent.Began(origin(at, 0), about(), caller()),
                new CallEvent.Rang(origin(at, 1), about(), called(message.to(), message.to())));
    }

    private List<CallEvent> pickedUp() {
        Instant at = beforeEnd();
        return List.of(
                new CallEvent.Answered(origin(at, 0), about(), caller()),
                new CallEvent.Answered(origin(at, 1), about(), far()));
    }

    private LegFacts far() {
        return known == null
                ? called(message.to(), message.to())
                : known.legs().stream()
                        .filter(leg -> leg.role() == Role.CALLED)
                        .findFirst()
                        .map(leg -> LegFacts.called(leg.id(), leg.party()))
                        .orElseGet(() -> called(message.to(), message.to()));
    }

    private List<CallEvent> hungUp() {
        var events = new ArrayList<CallEvent>();
        boolean unheard = known == null || known.answeredAt() == null;
        if (unheard
                && message.ended() == Cause.NORMAL
                && !message.answeringNumber().isEmpty()) {
            LegFacts leg = outgoing() ? far() : answering();
            events.add(new CallEvent.Answered(origin(beforeEnd(), 1), about(), leg));
        }
        events.add(new CallEvent.Ended(origin(beforeEnd(), 0), about(), message.ended()));
        return events;
    }

    private Instant beforeEnd() {
        return Optional.ofNullable(known).map(Call::endedAt).orElse(now);
    }

    private LegFacts caller() {
        String party = Stream.concat(message.users().stream(), Stream.of(message.from()))
                .filter(agent)
                .findFirst()
                .orElseGet(() -> message.users().stream().findFirst().orElse(message.from()));
        return LegFacts.caller(leg(CALLER), party);
    }

    private LegFacts called(String name, String party) {
        return LegFacts.called(leg(name), party);
    }

    private String leg(String name) {
        return EventKeys.leg(message.callId(), name);
    }

    private About about() {
        Direction direction = message.direction();
        if (direction == null) {
            return About.NOTHING;
        }
        String number = direction == Direction.OUTBOUND ? message.to() : message.from();
        return new About(direction, number, "", message.to(), message.queue(), "");
    }

    private Origin origin(Instant at, int number) {
        return new Origin(source, message.digest() + '.' + number, message.callId(), at);
    }
}
