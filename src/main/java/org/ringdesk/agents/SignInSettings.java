package org.ringdesk.agents;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What guessing passwords comes up against.
 *
 * @param failuresPerAddress failed sign-ins of all user names together from one address, in browsers that nobody signed in with before,
 *     until they are slowed down
 */
@ConfigurationProperties("ringdesk.sign-in")
record SignInSettings(@DefaultValue("20") int failuresPerAddress) {
    SignInSettings {
        if (failuresPerAddress < 1 || failuresPerAddress > 100_000) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.sign-in.failures-per-address is %d, but has to be between 1 and 100000."
                            .formatted(failuresPerAddress));
        }
    }
}
