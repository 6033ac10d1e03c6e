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
        List<Row> accounts,
        String query,
        AccountForm form,
        @Nullable MessageSourceResolvable problem,
        @Nullable Invited invited) {

    /**
     * An account in the list, with what its form has.
     *
     * @param extensions its own ones, with commas between
     * @param shared whether colleagues may sign on to them
     */
    public record Row(Account account, Role role, String extensions, boolean enabled, boolean shared) {
        /** The extension of another desk that its holder is signed on to, or empty. */
        public String signedOn() {
            return List.of(extensions.split("[,;\\s]+")).contains(account.extension()) ? "" : account.extension();
        }

        /** The row as it was filled in and refused. */
        Row with(AccountForm form) {
            return new Row(
                    account,
                    form.chosenRole(),
                    form.extension(),
                    form.change().enabled(),
                    form.change().shared());
        }
    }

    /** A one-time link and whom it is for. */
    public record Invited(String displayName, String link) {}
}
