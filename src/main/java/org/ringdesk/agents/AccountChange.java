package org.ringdesk.agents;

/**
 * What an administrator may change of an account.
 *
 * @param extension the agent's own extensions, the main one first, with commas or blanks between; may be empty
 * @param shared whether colleagues may sign on to them
 */
public record AccountChange(Role role, String extension, boolean enabled, boolean shared) {
    boolean keepsAdministrator() {
        return role == Role.ADMINISTRATOR && enabled;
    }
}
