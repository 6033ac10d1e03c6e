package org.ringdesk.agents;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringdesk.bounds.Subnet;

/**
 * A try to sign in, as it is counted.
 *
 * @param address from where; of an IPv6 address its network
 * @param device the mark of a browser in which this account signed in before, or null
 */
record SignInTry(String login, String address, @Nullable String device) {
    private static final String SIGNED_IN = "signed in";

    SignInTry {
        login = login.strip();
        address = Subnet.of(address);
    }

    /** By whoever is signed in already, and is to prove it once more. */
    static SignInTry again(SignedIn me, String address) {
        return new SignInTry(me.getUsername(), address, SIGNED_IN);
    }

    /** However the login was written, it counts as the account's. */
    SignInTry at(Account account) {
        return new SignInTry(account.login(), address, device);
    }

    /** What it is counted by. */
    String subject() {
        return login.toLowerCase(Locale.ROOT);
    }

    boolean isKnown() {
        return device != null;
    }

    /** Whose share of the queue it takes. */
    String who() {
        return isKnown() ? subject() : address;
    }
}
