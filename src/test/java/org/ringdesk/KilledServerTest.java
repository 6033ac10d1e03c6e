package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.Desk.Answer;

/** What was answered is there after {@code kill -9}; one process has the data; what keeps it from starting is one line. */
@Tag("process")
class KilledServerTest {
    private static final int WRITERS = 4;
    private static final int SAVES_BEFORE_THE_KILL = 60;

    @TempDir
    Path data;

    private record Save(String title, String location) {}

    @Test
    void everySaveThatWasAnsweredIsThereOnceAfterAKill() throws InterruptedException {
        Queue<Save> answered = new ConcurrentLinkedQueue<>();
        var enough = new CountDownLatch(SAVES_BEFORE_THE_KILL);
        ServerProcess killed =
                ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, WRITERS).forEach(i -> writers.execute(() -> save(killed.port(), i, answered, enough)));
            enough.await();
            killed.kill();
        }
        try (ServerProcess restarted =
                ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady()) {
            Desk dana = new Desk(restarted.port()).signIn("dana", "demo");
            assertThat(answered).hasSizeGreaterThanOrEqualTo(SAVES_BEFORE_THE_KILL);
            assertThat(answered).extracting(Save::location).doesNotHaveDuplicates();
            assertThat(answered)
                    .allSatisfy(save -> assertThat(titleAt(dana, save)).isEqualTo(save.title()));
        }
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    /** Saves on and on until the server is gone. */
    private static void save(int port, int writer, Queue<Save> answered, CountDownLatch enough) {
        try {
            Desk desk = new Desk(port).signIn("dana", "demo");
            for (int i = 0; ; i++) {
                String title = "Saved by " + writer + " as " + i;
                Answer form = desk.open("/records/new?form=phone-call");
                String opening = form.page().select("input[name=o]").attr("value");
                Answer saved = desk.post("/records", form, Map.of("o", opening, "title", title, "action", "save"));
                if (saved.status() == 303) {
                    answered.add(new Save(title, saved.location()));
                    enough.countDown();
                }
            }
        } catch (AssertionError gone) {
            // Killed: what was not answered may or may not be there.
        }
    }

    @Test
    void aDraftThatWasAnsweredIsOfferedAgainAfterAKill() throws InterruptedException {
        ServerProcess killed =
                ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady();
        Desk before = new Desk(killed.port()).signIn("dana", "demo");
        Answer form = before.open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone=6175550142");
        String opening = form.page().select("input[name=o]").attr("value");
        Answer kept = before.post("/records/drafts", form, Map.of("o", opening, "title", "Typed before the kill"));
        assertThat(kept.status()).isEqualTo(204);
        killed.kill();
        try (ServerProcess restarted =
                ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady()) {
            Desk dana = new Desk(restarted.port()).signIn("dana", "demo");
            String address = dana.get("/demo")
                    .page()
                    .select(".drafts a:contains(Typed before the kill)")
                    .attr("href");
            Answer again = dana.get(address);
            assertThat(again.page().select("#title").attr("value")).isEqualTo("Typed before the kill");
            assertThat(again.pageName()).isEqualTo("phone-call");
        }
    }

    private static String titleAt(Desk desk, Save save) {
        return desk.get(save.location()).page().select("#title").attr("value");
    }

    @Test
    void aSecondProcessOnTheSameDataIsRefusedInOneLine() throws InterruptedException {
        try (ServerProcess first = ServerProcess.start(data).awaitReady()) {
            ServerProcess second = ServerProcess.start(data);
            assertThat(second.awaitEnd()).isOne();
            assertThat(lines(second)).singleElement().asString().contains("another Ringdesk uses the data directory");
            ServerProcess third = ServerProcess.startAt(first.port(), data.resolve("other"));
            assertThat(third.awaitEnd()).isOne();
            assertThat(lines(third)).singleElement().asString().contains("port " + first.port() + " is taken");
        }
    }

    @Test
    void theDatabaseKeepsWhatItAcknowledgesAndAsksForAPassword() throws Exception {
        try (ServerProcess server = ServerProcess.start(data).awaitReady()) {
            assertThat(server.output()).doesNotContain("ERROR");
            Path cluster = data.resolve("postgres/cluster");
            assertThat(Files.readString(cluster.resolve("ringdesk.conf")))
                    .contains("fsync = on", "synchronous_commit = on", "listen_addresses = '127.0.0.1'");
            try (Stream<String> rules = Files.lines(cluster.resolve("pg_hba.conf"))) {
                assertThat(rules.filter(rule -> rule.startsWith("host") || rule.startsWith("local")))
                        .isNotEmpty()
                        .allSatisfy(rule -> assertThat(rule).endsWith("scram-sha-256"));
            }
            assertThat(Files.getPosixFilePermissions(data.resolve("postgres/password")))
                    .hasSize(2);
        }
    }

    private static List<String> lines(ServerProcess process) {
        return process.output().lines().filter(line -> !line.isBlank()).toList();
    }
}
