package org.ringdesk.agents;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * That somebody signed in to an account in this browser.
 *
 * @param stamp of the password that was typed, see {@link SignedIn#stamp}: whoever only knew an older one is a stranger
 * @param mark random, another one with each sign-in: a copy of the cookie has its own tries, and no part in the owner's
 */
record KnownDevice(AccountId account, String stamp, String mark, Instant since) {
    static KnownDevice of(SignedIn who, Instant now) {
        return new KnownDevice(who.account().id(), who.stamp(), Secrets.stamp(Secrets.fresh()), now);
    }

    String text() {
        return String.join("|", account.toString(), stamp, mark, Long.toString(since.getEpochSecond()));
    }

    static Optional<KnownDevice> parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KnownDevice(
                    new AccountId(Long.parseLong(parts[0])),
                    parts[1],
                    parts[2],
                    Instant.ofEpochSecond(Long.parseLong(parts[3]))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
