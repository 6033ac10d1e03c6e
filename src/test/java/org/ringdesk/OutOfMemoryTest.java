package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that takes all the memory there is ends the process, and it comes back with everything that was answered. */
@Tag("process")
class OutOfMemoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String READY = "Ringdesk is ready";

    @TempDir
    Path home;

    private void awaitReady(int times) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (output().split(READY, -1).length <= times) {
            assertThat(System.nanoTime()).as(output()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private String output() throws IOException {
        return Files.readString(home.resolve("output"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void itComesBackAndTakesItsDatabaseOver() throws Exception {
        int port = freePort();
        Process launcher = InstalledLauncher.ofRingdesk(home)
                .withoutCache()
                .start(
                        home.resolve("output"),
                        Map.of("RINGDESK_JAVA_OPTIONS", "-Xmx200m"),
                        "demo",
                        "--port=" + port,
                        "--data=" + home.resolve("data"),
                        "--no-script",
                        "--test.wound=hunger",
                        "--ringdesk.postgres.programs="
                                + Path.of("target/postgres-programs").toAbsolutePath());
        try {
            awaitReady(1);
            Desk dana = new Desk(port).signIn("dana", "demo");
            String saved = dana.post(
                            "/records",
                            dana.open("/records/new?form=phone-call"),
                            Map.of("o", opening(dana), "title", "Answered before", "action", "save"))
                    .location();
            assertThat(saved).startsWith("/records/");
            try {
                dana.get("/test/hunger");
            } catch (AssertionError gone) {
                // It ended while it was asked.
            }
            awaitReady(2);

            assertThat(dana.get(saved).page().select("#title").attr("value")).isEqualTo("Answered before");
            assertThat(output())
                    .contains("java.lang.OutOfMemoryError", "is started again")
                    .contains("Took over the PostgreSQL that outlived the last run");
        } finally {
            launcher.destroy();
            assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(home.resolve("data/postgres/cluster/postmaster.pid")).doesNotExist();
    }

    private static String opening(Desk desk) {
        return desk.open("/records/new?form=phone-call")
                .page()
                .select("input[name=o]")
                .attr("value");
    }
}
