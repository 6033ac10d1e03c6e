package org.ringdesk.agents;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A sign-in as the browser keeps it, sealed: it says who, and carries what it takes to end it. Pages of one sign-in share
 * one CSRF token, which follows from it, so that a form outlives the server that wrote it.
 *
 * @param role the one the account had; with another one the sign-in is over
 * @param stamp of the password that was typed, see {@link SignedIn#stamp}
 * @param family 256 random bits, the same in every renewal of this sign-in
 * @param begun when the password was typed
 * @param seen when the browser was last heard of, to some minutes
 */
record SignIn(AccountId account, Role role, String stamp, String family, Instant begun, Instant seen) {
    private static final String FORMAT = "1";

    static SignIn of(SignedIn who, Instant now) {
        return new SignIn(who.account().id(), who.account().role(), who.stamp(), Secrets.fresh(), now, now);
    }

    SignIn seenAt(Instant now) {
        return new SignIn(account, role, stamp, family, begun, now);
    }

    /** Nobody can tell it from what pages show, nor the family from it; it begins with whose it is. */
    String csrf() {
        return account + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash("csrf " + family));
    }

    /** Whose token {@link #csrf} that is. */
    static Optional<AccountId> accountOf(String csrf) {
        int end = csrf.indexOf('.');
        boolean digits = end > 0 && end < 19 && csrf.chars().limit(end).allMatch(each -> each >= '0' && each <= '9');
        return digits ? Optional.of(new AccountId(Long.parseLong(csrf, 0, end, 10))) : Optional.empty();
    }

    /** What is kept of it once it has ended; of no use to whoever reads it. */
    String mark() {
        return HexFormat.of().formatHex(Secrets.hash(family));
    }

    String text() {
        return String.join(
                "|",
                FORMAT,
                account.toString(),
                role.key(),
                stamp,
                family,
                Long.toString(begun.getEpochSecond()),
                Long.toString(seen.getEpochSecond()));
    }

    /** Empty for what another version of Ringdesk wrote. */
    static Optional<SignIn> parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 7 || !parts[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignIn(
                    new AccountId(Long.parseLong(parts[1])),
                    Role.ofKey(parts[2]),
                    parts[3],
                    parts[4],
                    Instant.ofEpochSecond(Long.parseLong(parts[5])),
                    Instant.ofEpochSecond(Long.parseLong(parts[6]))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
