package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.Desk;
import org.ringdesk.ServerProcess;

/** A server that has lost what it cannot do without says so and ends; one that is merely busy does neither. */
@Tag("process")
class VitalsTest {
    private static final String LIVENESS = "/actuator/health/liveness";

    /** One after the other; none of them makes the database anew. */
    @TempDir
    static Path data;

    private ServerProcess start(String... options) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--ringdesk.vitals.every=500ms");
        return ServerProcess.start(data, all.toArray(String[]::new)).awaitReady();
    }

    @ParameterizedTest
    @CsvSource({
        "acceptor, http-nio-127.0.0.1-{port}-Acceptor",
        "poller, http-nio-127.0.0.1-{port}-Poller",
        "port, port {port}"
    })
    void processEndsWithCodeThreeWhereTheWebServerIsDead(String wound, String name) throws InterruptedException {
        ServerProcess server = start("--test.wound=" + wound, "--ringdesk.vitals.grace=1s");

        assertThat(server.awaitEnd()).isEqualTo(3);
        String named = name.replace("{port}", Integer.toString(server.port()));
        assertThat(server.output()).contains(named + " is dead; Ringdesk ends in 1 s, with code 3");
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void livenessIsBrokenWhileAListenerIsDeadUntilTheProcessEnds() throws InterruptedException {
        ServerProcess server = start("--test.wound=notices", "--ringdesk.vitals.grace=5s");
        Desk supervisor = new Desk(server.port());
        for (int i = 0; i < 100 && !server.output().contains("is dead"); i++) {
            Thread.sleep(100);
        }
        Thread.sleep(200);

        assertThat(supervisor.get(LIVENESS).status()).isEqualTo(503);
        assertThat(server.awaitEnd()).isEqualTo(3);
        assertThat(server.output().lines().filter(line -> line.contains("is dead")))
                .singleElement()
                .asString()
                .contains("thread notices is dead");
    }

    @Test
    void livenessNeedsNoDatabaseAndNoFrozenOneIsTakenForDead() throws Exception {
        try (ServerProcess server = start("--ringdesk.vitals.grace=1s")) {
            server.signalDatabase("STOP");
            try {
                Thread.sleep(5_000);
                long begin = System.nanoTime();
                assertThat(new Desk(server.port()).get(LIVENESS).status()).isEqualTo(200);
                assertThat(System.nanoTime() - begin).isLessThan(3_000_000_000L);
            } finally {
                server.signalDatabase("CONT");
            }
            assertThat(server.output()).doesNotContain("is dead");
        }
    }

    @Test
    void aFullServerIsNotTakenForDead() throws Exception {
        try (ServerProcess server = start(
                "--ringdesk.vitals.grace=1s", "--server.tomcat.max-connections=2", "--server.tomcat.accept-count=1")) {
            List<Socket> held = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                held.add(new Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), server.port()));
            }
            Thread.sleep(6_000);
            for (Socket socket : held) {
                socket.close();
            }
            assertThat(new Desk(server.port()).get(LIVENESS).status()).isEqualTo(200);
            assertThat(server.output()).doesNotContain("is dead");
        }
    }
}
