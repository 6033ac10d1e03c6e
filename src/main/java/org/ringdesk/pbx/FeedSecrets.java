package org.ringdesk.pbx;

import org.ringdesk.platform.KeptSealed;
import org.ringdesk.platform.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Passwords of phone systems, and what messages of feeds are signed with. */
@Component
class FeedSecrets implements KeptSealed {
    /** What they are sealed for. */
    static final String PURPOSE = "pbx.secret";

    private final JdbcClient jdbc;

    FeedSecrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Secret(long id, String sealed) {}

    @Override
    public void sealAnew(Seal before, Seal after) {
        jdbc.sql("select id, secret from pbx_feed where secret is not null order by id for update")
                .query((row, i) -> new Secret(row.getLong("id"), row.getString("secret")))
                .list()
                .forEach(secret -> before.open(PURPOSE, secret.sealed())
                        .ifPresent(text -> store(secret.id(), after.close(PURPOSE, text))));
    }

    private void store(long id, String sealed) {
        jdbc.sql("update pbx_feed set secret = :secret where id = :id")
                .param("secret", sealed)
                .param("id", id)
                .update();
    }
}
