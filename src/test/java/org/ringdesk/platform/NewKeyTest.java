package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ringdesk new-key}: what is kept sealed can be opened by the new key and by no other. */
@Tag("process")
class NewKeyTest {
    private static final Path PROGRAMS = Path.of("target/postgres-programs").toAbsolutePath();

    @TempDir
    Path data;

    private void newKey() {
        NewKey.make("--ringdesk.data=" + data, "--ringdesk.postgres.programs=" + PROGRAMS);
    }

    private SealKey key() {
        return new SealKeyFile(data).read().orElseThrow();
    }

    private String withDatabase(String statement) throws SQLException, IOException {
        var cluster = new PostgresCluster(data.resolve("postgres"), PostgresBinaries.in(PROGRAMS, "18.6"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(cluster);
                Connection connection = DriverManager.getConnection(postgres.url(), "ringdesk", postgres.password());
                Statement sent = connection.createStatement();
                ResultSet row = sent.executeQuery(statement)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void everythingIsSealedAnewAndNothingByTheOldKey() throws Exception {
        newKey();
        SealKey before = key();
        String sealed = new Seal(before).close("pbx.secret", "of the phone system");
        withDatabase("insert into pbx_feed (kind, name, secret, settings, created_at) values ('asterisk', 'a', '"
                + sealed + "', '{}', now()) returning id");
        newKey();

        SealKey after = key();
        assertThat(after.text()).isNotEqualTo(before.text());
        String stored = withDatabase("select secret from pbx_feed where kind = 'asterisk'");
        assertThat(new Seal(after).open("pbx.secret", stored)).hasValue("of the phone system");
        assertThat(new Seal(before).open("pbx.secret", stored)).isEmpty();
        assertThat(data.resolve("seal.key.new")).doesNotExist();
    }

    @Test
    void noKeyIsMadeWhileRingdeskRuns() throws Exception {
        try (DataDirectory taken = DataDirectory.take(data)) {
            assertThatThrownBy(this::newKey)
                    .rootCause()
                    .hasMessageContaining("another Ringdesk uses the data directory " + taken.path())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThat(Files.exists(data.resolve("seal.key"))).isFalse();
    }
}
