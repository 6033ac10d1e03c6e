package org.ringdesk.agents;

import java.time.Duration;
import java.time.Instant;

/**
 * How failed sign-ins add up to a wait. A bucket fills with failures and leaks; from a number of them on each one doubles the
 * wait, from 2 s on.
 *
 * @param subject what they are counted by, hashed
 * @param free failures that cost nothing, and one that does
 * @param forgets how long until one of them is forgotten
 * @param longest the longest wait
 */
record FailureBucket(String subject, int free, Duration forgets, Duration longest) {
    private static final Duration NEVER_MORE = Duration.ofMinutes(15);

    /** One login in a browser in which it signed in before. Who steals its cookie has these tries and no others. */
    static FailureBucket ofDevice(String login, String device) {
        return new FailureBucket("device|" + login + "|" + device, 5, Duration.ofHours(1), NEVER_MORE);
    }

    /** One login from one address. */
    static FailureBucket ofPlace(String login, String address) {
        return new FailureBucket("place|" + login + "|" + address, 3, Duration.ofHours(12), NEVER_MORE);
    }

    /** One login from everywhere: no more than one guess a minute, and no longer wait for its owner. */
    static FailureBucket ofLogin(String login) {
        return new FailureBucket("login|" + login, 20, Duration.ofMinutes(5), Duration.ofMinutes(1));
    }

    /** First tries of one login from addresses that never failed with it, while {@link #ofLogin} is full. */
    static FailureBucket ofNewPlaces(String login) {
        return new FailureBucket("places|" + login, 500, Duration.ofMinutes(2), Duration.ZERO);
    }

    /** All logins from one address. */
    static FailureBucket ofAddress(String address, int free) {
        return new FailureBucket("address|" + address, free, Duration.ofMinutes(2), Duration.ofMinutes(1));
    }

    /** What is in it at most: more would not make the wait longer, only the time until it is forgotten. */
    double most() {
        int doublings = 64 - Long.numberOfLeadingZeros(Math.max(0, longest.toSeconds() - 1));
        return free + Math.max(0, doublings - 1);
    }

    double leakedUntil(Instant now, Instant failedAt, double failures) {
        double seconds = Math.max(0, Duration.between(failedAt, now).toMillis() / 1_000.0);
        return Math.max(0, failures - seconds / forgets.toSeconds());
    }

    /** From the last failure on. */
    Duration waitAfter(double failures) {
        long count = Math.round(failures);
        if (count < free) {
            return Duration.ZERO;
        }
        long doublings = Math.min(20, count - free + 1);
        Duration doubled = Duration.ofSeconds(1L << doublings);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
