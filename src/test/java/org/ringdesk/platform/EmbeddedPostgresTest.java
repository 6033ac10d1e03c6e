package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.Desk;
import org.ringdesk.ServerProcess;

/** The embedded PostgreSQL ends under Ringdesk, which starts it again by itself. */
@Tag("process")
class EmbeddedPostgresTest {
    private static final long BACK_SECONDS = 60;

    @TempDir
    Path data;

    @Test
    void aDatabaseThatWasKilledRunsAgainWithoutARestart() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady()) {
            Desk dana = new Desk(server.port()).signIn("dana", "demo");
            for (int i = 0; i < 2; i++) {
                long killed = postmaster();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                awaitReadiness(server, 503);
                awaitReadiness(server, 200);
                assertThat(postmaster()).isNotEqualTo(killed);
                assertThat(dana.get("/records").status()).isEqualTo(200);
            }
            assertThat(server.output()).doesNotContain("ERROR", "\tat ");
        }
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    private long postmaster() throws Exception {
        Path file = data.resolve("postgres/cluster/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    private static void awaitReadiness(ServerProcess server, int status) throws InterruptedException {
        long end = System.nanoTime() + BACK_SECONDS * 1_000_000_000;
        while (new Desk(server.port()).get("/actuator/health/readiness").status() != status) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
