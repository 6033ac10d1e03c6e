package org.ringdesk.agents;

import org.ringdesk.people.PersonId;

/**
 * A person's right to sign in.
 *
 * @param login the person's user name
 * @param extension the one to show of those at which the agent sits now: the one signed on to, else the main one; empty
 *     while calls reach them at none
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
