package org.ringdesk.pbx.sip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that nobody guesses and that do not come twice (RFC 3261, section 19.3). */
final class RandomIds implements Subscription.Ids {
    private static final int BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
