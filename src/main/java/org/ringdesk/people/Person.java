package org.ringdesk.people;

import java.time.Instant;

/**
 * Somebody who may call.
 *
 * @param version counts the changes, for optimistic locking
 */
public record Person(
        PersonId id, int version, PersonDetails details, Origin origin, Instant createdAt, Instant updatedAt) {

    /** Where a person came from. */
    public enum Origin {
        LOCAL,
        CSV,
        LDAP,
        SCIM
    }

    public String userName() {
        return details.fields().text(CallerField.USER_NAME);
    }

    public String displayName() {
        return details.displayName();
    }

    public boolean enabled() {
        return details.enabled();
    }
}
