package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ringdesk over a PostgreSQL that somebody else runs. */
@RingdeskTest
@Tag("process")
class ExternalDatabaseTest {
    @Autowired
    HikariDataSource postgres;

    @Autowired
    JdbcClient jdbc;

    @Test
    void namedDatabaseIsUsedAndNoEmbeddedOneIsStarted(@TempDir Path data) throws InterruptedException {
        jdbc.sql("create database elsewhere").update();
        String url = postgres.getJdbcUrl().replace("/postgres", "/elsewhere");
        try (ServerProcess server = ServerProcess.start(
                        data,
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + postgres.getUsername(),
                        "--spring.datasource.password=" + postgres.getPassword())
                .awaitReady()) {
            assertThat(new Desk(server.port()).get("/actuator/health/readiness").status())
                    .isEqualTo(200);
            assertThat(data).isEmptyDirectory();
        }
    }
}
