package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ringdesk.agents.SignInFailures.Count;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down without locking an owner out (ADR 16). Tries in a browser in which the account signed in before count for
 * themselves; whatever others do elsewhere delays them in nothing. Everybody else's are counted by login and address, by
 * login, and by address: whoever guesses one password after the other, from many places, or for many logins. A login at which
 * others are guessing still takes a first try from an address that never failed with it.
 */
@Component
class SignInDelays {
    private static final int MOST_REMEMBERED = 10_000;

    private final SignInFailures failures;
    private final SignInSettings settings;
    private final Clock clock;
    private final Map<String, Instant> refused = new ConcurrentHashMap<>();

    SignInDelays(SignInFailures failures, SignInSettings settings, Clock clock) {
        this.failures = failures;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How a try stands before it is made.
     *
     * @param delay zero when it may be made
     * @param counted where it counts if it fails
     */
    record Standing(Duration delay, List<FailureBucket> counted) {}

    /** How long everything from that address still has to wait, as far as it is known without asking: a flood costs nothing more. */
    Duration known(SignInTry attempt) {
        Instant until = attempt.isKnown() ? null : refused.get(attempt.address());
        return until == null ? Duration.ZERO : atLeastZero(Duration.between(clock.instant(), until));
    }

    Standing standing(SignInTry attempt) {
        String device = attempt.device();
        if (device != null) {
            FailureBucket bucket = FailureBucket.ofDevice(attempt.subject(), device);
            return new Standing(wait(bucket, failures.read(List.of(bucket))), List.of(bucket));
        }
        return ofStranger(attempt);
    }

    private Standing ofStranger(SignInTry attempt) {
        FailureBucket place = FailureBucket.ofPlace(attempt.subject(), attempt.address());
        FailureBucket login = FailureBucket.ofLogin(attempt.subject());
        FailureBucket newPlaces = FailureBucket.ofNewPlaces(attempt.subject());
        FailureBucket address = FailureBucket.ofAddress(attempt.address(), settings.failuresPerAddress());
        Map<FailureBucket, Count> counts = failures.read(List.of(place, login, newPlaces, address));
        Duration here = longer(wait(place, counts), remembered(attempt.address(), wait(address, counts)));
        Duration anywhere = wait(login, counts);
        boolean first = anywhere.isPositive() && !counts.containsKey(place) && hasRoom(newPlaces, counts);
        return first
                ? new Standing(here, List.of(place, login, newPlaces, address))
                : new Standing(longer(here, anywhere), List.of(place, login, address));
    }

    void failed(Standing standing) {
        failures.add(standing.counted(), clock.instant());
    }

    /** What was counted by address stays: a success with one login is no excuse for guessing at others. */
    void succeeded(SignInTry attempt) {
        String device = attempt.device();
        failures.clear(Stream.concat(
                        device == null ? Stream.of() : Stream.of(FailureBucket.ofDevice(attempt.subject(), device)),
                        Stream.of(
                                FailureBucket.ofPlace(attempt.subject(), attempt.address()),
                                FailureBucket.ofLogin(attempt.subject())))
                .toList());
    }

    private Duration remembered(String address, Duration wait) {
        if (refused.size() >= MOST_REMEMBERED) {
            refused.clear();
        }
        if (wait.isPositive()) {
            refused.put(address, clock.instant().plus(wait));
        } else {
            refused.remove(address);
        }
        return wait;
    }

    private boolean hasRoom(FailureBucket bucket, Map<FailureBucket, Count> counts) {
        Count count = counts.get(bucket);
        return count == null || bucket.leakedUntil(clock.instant(), count.at(), count.failures()) < bucket.free();
    }

    private Duration wait(FailureBucket bucket, Map<FailureBucket, Count> counts) {
        Count count = counts.get(bucket);
        return count == null
                ? Duration.ZERO
                : atLeastZero(Duration.between(clock.instant(), count.at().plus(bucket.waitAfter(count.failures()))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration atLeastZero(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
