package org.ringdesk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringdesk.Desk;
import org.ringdesk.ServerProcess;

/** The attacks of {@code ./ringdesk bench attacks}, a few seconds of each: nobody at work notices but by the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class AttacksTest {
    private static final int LARGEST_HEAP = 430;
    private static final int MOST_LOGGED = 20_000;

    private ServerProcess server;
    private WorkingAgents agents;
    private String attacker;

    @BeforeAll
    void start() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "attacks");
        server = ServerProcess.startAsLaunched(
                        data,
                        "--server.address=127.0.0.1",
                        "--spring.profiles.active=demo",
                        "--ringdesk.simulator.script=false")
                .awaitReady();
        attacker = new Desk(server.port()).signIn("lena", "demo").cookies();
        List<String> five = Collections.nCopies(
                5, new Desk(server.port()).signIn("dana", "demo").cookies());
        agents = new WorkingAgents(URI.create("http://localhost:" + server.port()), five);
        agents.feel(Duration.ofSeconds(10));
    }

    @AfterAll
    void stop() {
        agents.close();
        server.close();
    }

    List<Attack> attacks() {
        return Attack.all(attacker);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void whoIsAtWorkIsServed(Attack attack) throws Exception {
        var watched = new AttackRun.Watched(server.port(), server.pid(), server.log(), attacker);
        AttackRun.Row row = new AttackRun(
                        watched, agents, Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofMillis(500))
                .run(attack);
        System.out.print(new AttacksTable(List.of(row))
                        .text()
                        .lines()
                        .skip(2)
                        .findFirst()
                        .orElse("") + "\n");
        assertThat(agents.takeProblems()).isEmpty();
        assertThat(agents.brokenStreams()).isZero();
        assertThat(row.during().requests()).isPositive();
        assertThat(row.heap()).isLessThan(LARGEST_HEAP);
        assertThat(row.logBytes()).isLessThan(MOST_LOGGED);
    }
}
