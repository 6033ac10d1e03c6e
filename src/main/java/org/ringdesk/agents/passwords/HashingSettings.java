package org.ringdesk.agents.passwords;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the machine hashing passwords may take.
 *
 * @param hashingThreads hashes at once, each with a core and 19 MiB; 0: half of the cores, from one to four
 * @param longestWait how long somebody waits for a turn before being asked to try again
 */
@ConfigurationProperties("ringdesk.sign-in")
record HashingSettings(
        @DefaultValue("0") int hashingThreads,
        @DefaultValue("3s") Duration longestWait) {
    private static final int MOST = 64;

    HashingSettings {
        if (hashingThreads < 0 || hashingThreads > MOST) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.sign-in.hashing-threads is %d, but has to be between 0 and %d."
                            .formatted(hashingThreads, MOST));
        }
        if (!longestWait.isPositive()) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.sign-in.longest-wait is %s, but has to be longer than nothing."
                            .formatted(longestWait));
        }
    }

    int threads() {
        return hashingThreads > 0
                ? hashingThreads
                : Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
    }
}
