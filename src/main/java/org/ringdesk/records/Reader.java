package org.ringdesk.records;

import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.ApiClient;
import org.ringdesk.agents.SignedIn;

/**
 * Who looks at records or works on them, which decides about the restricted ones.
 *
 * @param actor under which name what they do is kept
 * @param administrator whether they see every record
 */
public record Reader(Actor actor, boolean administrator) {
    public static Reader of(SignedIn signedIn) {
        return new Reader(signedIn.actor(), signedIn.isAdministrator());
    }

    /** A program sees no restricted record, whoever made its token. */
    public static Reader of(ApiClient client) {
        return new Reader(client.actor(), false);
    }

    @Nullable
    AccountId account() {
        return actor.account();
    }
}
