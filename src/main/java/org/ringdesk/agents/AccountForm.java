package org.ringdesk.agents;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account as an administrator fills it in.
 *
 * @param enabled null when the box is not ticked, as browsers send it
 * @param shared likewise
 */
public record AccountForm(
        String userName,
        @Nullable Role role,
        String extension,
        @Nullable Boolean enabled,
        @Nullable Boolean shared) {
    public AccountForm {
        userName = Objects.requireNonNullElse(userName, "").strip();
        extension = Objects.requireNonNullElse(extension, "").strip();
    }

    static AccountForm empty() {
        return new AccountForm("", Role.AGENT, "", true, false);
    }

    Role chosenRole() {
        return Objects.requireNonNullElse(role, Role.AGENT);
    }

    AccountChange change() {
        return new AccountChange(chosenRole(), extension, Boolean.TRUE.equals(enabled), Boolean.TRUE.equals(shared));
    }
}
