package org.ringdesk.agents;

/**
 * What an administrator may change of an account.
 *
 * @param extension where the agent sits, or empty
 */
public record AccountChange(Role role, String extension, boolean enabled) {
    boolean keepsAdministrator() {
        return role == Role.ADMINISTRATOR && enabled;
    }
}
