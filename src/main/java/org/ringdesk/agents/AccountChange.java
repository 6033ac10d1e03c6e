package org.ringdesk.agents;

/**
 * What an administrator may change of an account.
 *
 * @param extension the agent's own extensions, the main one first, with commas or blanks between; may be empty
 */
public record AccountChange(Role role, String extension, boolean enabled) {
    boolean keepsAdministrator() {
        return role == Role.ADMINISTRATOR && enabled;
    }
}
