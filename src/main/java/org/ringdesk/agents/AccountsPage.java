package org.ringdesk.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * The accounts, with what an administrator does to them.
 *
 * @param query what is searched for, or empty
 * @param form the form for a new account
 * @param invited a new link, shown once, or null
 */
public record AccountsPage(
        List<Account> accounts,
        String query,
        AccountForm form,
        @Nullable MessageSourceResolvable problem,
        @Nullable Invited invited) {

    /** A one-time link and whom it is for. */
    public record Invited(String displayName, String link) {}
}
