package org.ringdesk.agents;

import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** What an account may do. An administrator is an agent too. */
public enum Role {
    END_USER,
    AGENT,
    ADMINISTRATOR;

    List<GrantedAuthority> authorities() {
        return switch (this) {
            case END_USER -> AuthorityUtils.createAuthorityList("ROLE_END_USER");
            case AGENT -> AuthorityUtils.createAuthorityList("ROLE_AGENT");
            case ADMINISTRATOR -> AuthorityUtils.createAuthorityList("ROLE_AGENT", "ROLE_ADMINISTRATOR");
        };
    }

    /** The role's name in the database and in message keys, such as {@code end_user}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
