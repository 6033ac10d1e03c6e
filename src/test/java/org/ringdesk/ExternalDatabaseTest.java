package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Ringdesk over a PostgreSQL that somebody else runs. */
@RingdeskTest
@Tag("process")
class ExternalDatabaseTest {
    @Autowired
    HikariDataSource postgres;

    @Value("${ringdesk.data}")
    Path ownData;

    /** As an administrator of the server makes it; Ringdesk's own role may not. */
    private void createDatabase() throws IOException, SQLException {
        String password = Files.readString(ownData.resolve("postgres/superuser"));
        try (Connection superuser = DriverManager.getConnection(postgres.getJdbcUrl(), "postgres", password);
                Statement statement = superuser.createStatement()) {
            statement.execute("create database elsewhere owner ringdesk");
        }
    }

    @Test
    void namedDatabaseIsUsedAndNoEmbeddedOneIsStarted(@TempDir Path data) throws Exception {
        createDatabase();
        String url = postgres.getJdbcUrl().replace("/postgres", "/elsewhere");
        try (ServerProcess server = ServerProcess.start(
                        data,
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + postgres.getUsername(),
                        "--spring.datasource.password=" + postgres.getPassword())
                .awaitReady()) {
            assertThat(new Desk(server.port()).get("/actuator/health/readiness").status())
                    .isEqualTo(200);
            assertThat(data.toFile().list()).containsExactly("seal.key");
        }
    }
}
