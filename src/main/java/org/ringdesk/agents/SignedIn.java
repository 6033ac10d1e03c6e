package org.ringdesk.agents;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.Preferences;
import org.ringdesk.web.Viewer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Whoever signed in through the form; the principal of page requests.
 *
 * @param stamp changes with the password: a sign-in that began with another one ends
 */
public record SignedIn(Account account, String stamp, Preferences preferences) implements UserDetails, Viewer {
    public Actor actor() {
        return account.actor();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return account.role().authorities();
    }

    /** Never kept. */
    @Override
    public @Nullable String getPassword() {
        return null;
    }

    @Override
    public String getUsername() {
        return account.login();
    }

    @Override
    public boolean isEnabled() {
        return account.enabled();
    }

    @Override
    public long accountNumber() {
        return account.id().value();
    }

    @Override
    public String login() {
        return account.login();
    }

    @Override
    public String displayName() {
        return account.displayName();
    }

    @Override
    public String extension() {
        return account.extension();
    }

    @Override
    public boolean isAgent() {
        return account.isAgent();
    }

    @Override
    public boolean isAdministrator() {
        return account.isAdministrator();
    }
}
