package org.ringdesk.pbx.phone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.EventKeys;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.phone.PhoneMessage.Event;
import org.ringdesk.people.Numbers;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what telephones told, so that what they tell next is of the right call.
 *
 * <p>Telephones of a ring group each have a key of their own for the same call. Nothing is guessed while they ring: two
 * calls from one number may well be two. They become one when one telephone stops ringing in the moment in which another
 * one, that began to ring with it for the same number, answers or stops ringing too.
 */
@Service
class PhoneCalls {
    /** Telephones of a group begin to ring within this. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /** They stop within this. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(2);

    /** A telephone that says the same of an unnamed call once more within this, repeats itself. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private static final Duration KEPT = Duration.ofDays(1);

    /** Short keys are a telephone's own counters; a long one is the SIP Call-ID, the same at all that were rung with it. */
    private static final int CALL_ID = 16;

    private final PhoneRepository repository;
    private final Numbers numbers;
    private final TransactionTemplate transactions;
    private final Clock clock;

    PhoneCalls(PhoneRepository repository, Numbers numbers, TransactionTemplate transactions, Clock clock) {
        this.repository = repository;
        this.numbers = numbers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the message, which came at that time, tells; nothing where it ends what never began. */
    List<CallEvent> events(Feed feed, PhoneMessage message, Instant now) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            repository.lock(feed.id());
            @Nullable PhoneLeg leg = leg(feed, message, now);
            if (leg == null) {
                return List.of();
            }
            PhoneLeg after = after(leg, message.event(), now);
            repository.update(after);
            return new PhoneTranslator(message, after, same(feed, after), feed.source(), now).events();
        }));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT11M")
    void forget() {
        repository.forget(clock.instant().minus(KEPT));
    }

    private @Nullable PhoneLeg leg(Feed feed, PhoneMessage message, Instant now) {
        List<PhoneLeg> own = repository.of(feed.id(), message.phone(), now.minus(KEPT));
        String number = numbers.read(message.remote()).map(Numbers.Read::key).orElse("");
        Optional<PhoneLeg> known = message.call().isEmpty()
                ? unnamed(own, message, number, now)
                : first(own, leg -> leg.call().equals(message.call()));
        return known.or(() -> message.event() == Event.ENDED
                        ? Optional.empty()
                        : Optional.of(repository.insert(feed.id(), fresh(message, number, now))))
                .orElse(null);
    }

    private static Optional<PhoneLeg> unnamed(List<PhoneLeg> own, PhoneMessage message, String number, Instant now) {
        Predicate<PhoneLeg> open = leg -> leg.endedAt() == null;
        Predicate<PhoneLeg> same = leg -> number.isEmpty() || leg.number().equals(number);
        return switch (message.event()) {
            case INCOMING, OUTGOING ->
                first(
                        own,
                        open.and(leg -> leg.number().equals(number)
                                && leg.outgoing() == (message.event() == Event.OUTGOING)
                                && leg.beganAt().isAfter(now.minus(RETRY))));
            case ANSWERED ->
                first(own, open.and(same).and(leg -> leg.answeredAt() == null)).or(() -> first(own, open.and(same)));
            case HOLD, RESUME -> first(own, open.and(same).and(leg -> leg.answeredAt() != null));
            case ENDED -> first(own, open.and(same));
            case MISSED ->
                first(
                        own,
                        same.and(leg -> leg.answeredAt() == null
                                && (leg.endedAt() == null || leg.endedAt().isAfter(now.minus(RETRY)))));
        };
    }

    private static Optional<PhoneLeg> first(List<PhoneLeg> legs, Predicate<PhoneLeg> which) {
        return legs.stream().filter(which).findFirst();
    }

    private static PhoneLeg fresh(PhoneMessage message, String number, Instant now) {
        String call = message.call();
        String key = call.length() >= CALL_ID
                ? call
                : EventKeys.leg(
                        message.phone(), call.isEmpty() ? UUID.randomUUID().toString() : call);
        boolean outgoing = message.event() == Event.OUTGOING;
        return new PhoneLeg(0, message.phone(), message.user(), call, key, number, outgoing, now, null, null, 0);
    }

    private static PhoneLeg after(PhoneLeg leg, Event event, Instant now) {
        return switch (event) {
            case INCOMING, OUTGOING -> leg;
            case ANSWERED -> leg.answered(now);
            case ENDED, MISSED -> leg.ended(now);
            case HOLD -> leg.turned(true);
            case RESUME -> leg.turned(false);
        };
    }

    /** The keys of calls that this one is proved to be. */
    private List<String> same(Feed feed, PhoneLeg leg) {
        if (leg.number().isEmpty()) {
            return List.of();
        }
        List<PhoneLeg> beside = repository.beside(feed.id(), leg, TOGETHER);
        List<PhoneLeg> otherEnd =
                beside.stream().filter(other -> otherEnd(leg, other)).toList();
        List<PhoneLeg> group =
                beside.stream().filter(other -> group(leg, other)).toList();
        long answered =
                group.stream().filter(other -> other.answeredAt() != null).count();
        return Stream.concat(
                        otherEnd.size() == 1 ? otherEnd.stream() : Stream.empty(),
                        answered <= 1 ? group.stream() : Stream.empty())
                .map(PhoneLeg::key)
                .distinct()
                .toList();
    }

    /** One telephone dials the other one, which rings for it. */
    private static boolean otherEnd(PhoneLeg leg, PhoneLeg other) {
        return leg.outgoing() != other.outgoing()
                && leg.number().equals(other.user())
                && other.number().equals(leg.user());
    }

    private static boolean group(PhoneLeg leg, PhoneLeg other) {
        return !leg.outgoing()
                && !other.outgoing()
                && leg.number().equals(other.number())
                && (stoppedWith(leg, other) || stoppedWith(other, leg));
    }

    /** Whether it stopped ringing, unanswered, when the other one was answered or stopped, too. */
    private static boolean stoppedWith(PhoneLeg leg, PhoneLeg other) {
        Instant stopped = leg.endedAt();
        if (stopped == null || leg.answeredAt() != null) {
            return false;
        }
        Instant then = other.answeredAt() != null ? other.answeredAt() : other.endedAt();
        return then != null && Duration.between(stopped, then).abs().compareTo(SAME_MOMENT) <= 0;
    }
}
