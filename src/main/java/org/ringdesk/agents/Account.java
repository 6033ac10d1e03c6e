package org.ringdesk.agents;

import org.ringdesk.people.PersonId;

/**
 * A person's right to sign in.
 *
 * @param login the person's user name
 * @param extension where the agent sits, or empty
 * @param enabled false also while the person is disabled
 */
public record Account(
        AccountId id, PersonId person, String login, String displayName, Role role, String extension, boolean enabled) {

    public boolean isAgent() {
        return role != Role.END_USER;
    }

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    public Actor actor() {
        return new Actor(id, displayName);
    }
}
