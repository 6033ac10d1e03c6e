package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.ServerProcess;

/**
 * The database is stopped, killed, frozen and slow under a Ringdesk that goes on: everybody is answered soon, nothing that was
 * told or typed is lost, and everything is as before when it is back.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayTest {
    /** Three seconds are promised; a machine that tests is a busy one. */
    private static final Duration SOON = Duration.ofSeconds(6);

    private static final Duration NOTICED = Duration.ofSeconds(15);
    private static final Duration BACK = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private PostgresCluster cluster;
    private SlowWire wire;
    private ServerProcess server;
    private Desk dana;
    private int postgresPort;
    private long longest;

    private interface Step {
        void take() throws Exception;
    }

    @BeforeAll
    void start() throws Exception {
        cluster = new PostgresCluster(
                folder.resolve("postgres"),
                PostgresBinaries.in(Path.of("target/postgres-programs").toAbsolutePath(), "18.6"));
        cluster.create();
        postgresPort = freePort();
        cluster.configure(postgresPort);
        cluster.start();
        cluster.roles().settle("jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres");
        wire = new SlowWire(postgresPort);
        server = ServerProcess.start(
                folder.resolve("unused"),
                "--spring.profiles.active=demo",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres",
                "--spring.datasource.username=" + PostgresRoles.DESK,
                "--spring.datasource.password=" + cluster.password());
        server.awaitReady();
        dana = new Desk(server.port()).signIn("dana", "demo");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        wire.close();
        cluster.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whileItIsStopped() throws Exception {
        through("stopped", cluster::stop, cluster::start);
    }

    @Test
    void whileItIsKilled() throws Exception {
        through("killed", () -> signal("-KILL", postmaster()), this::startAgain);
    }

    @Test
    void whileItIsFrozen() throws Exception {
        through("frozen", () -> signal("-STOP", all()), () -> signal("-CONT", all()));
    }

    @Test
    void whileItIsSlow() throws Exception {
        through("slow", () -> wire.delay(Duration.ofSeconds(2)), () -> wire.delay(Duration.ZERO));
    }

    /** What happens to a desk while the database is away. */
    private void through(String how, Step begin, Step end) throws Exception {
        String title = "Typed while it was " + how;
        longest = 0;
        Answer form = dana.open("/records/new?form=phone-call");
        told("newCall", how, "&user=201");
        String before = server.output();
        begin.take();
        Answer refused;
        try {
            refused = away(how, title, form);
        } finally {
            end.take();
        }
        await(BACK, () -> status("/actuator/health/readiness") == 200);
        Answer saved = sentAgain(refused);
        assertThat(saved.status()).isEqualTo(303);
        assertThat(dana.get(saved.location()).page().select("#title").attr("value"))
                .isEqualTo(title);
        assertThat(sentAgain(refused).location()).isEqualTo(saved.location());
        assertThat(counted("select count(*) from service_record where title = '" + title + "'"))
                .isEqualTo(1);
        await(BACK, () -> counted(callIs(how)) == 1);
        told("newCall", how + " over", "&user=201");
        assertThat(dana.get("/records").status()).isEqualTo(200);

        List<String> said = server.output()
                .substring(before.length())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(said).as(how).hasSize(2);
        assertThat(said.getFirst()).contains("The database does not answer");
        assertThat(said.getLast()).contains("The database answers again");
        System.out.println("measured " + how + ": longest answer " + longest + " ms");
    }

    private Answer away(String how, String title, Answer form) throws Exception {
        String opening = form.page().select("input[name=o]").attr("value");
        Map<String, String> fields = Map.of("o", opening, "title", title, "action", "save");

        // A database that dies may answer a last time.
        await(NOTICED, () -> timed(() -> dana.get("/records")).status() == 503);
        Answer page = timed(() -> dana.get("/records"));
        Answer refused = timed(() -> dana.post("/records", form, fields));
        timed(() -> told("answer", how, "&user=201&answeringNumber=201"));
        Answer draft = timed(() -> dana.send(
                "POST",
                "/records/drafts",
                "_csrf=" + form.page().select("input[name=_csrf]").attr("value") + "&o=" + opening,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "HX-Request",
                "true"));
        Answer api = timed(() -> dana.get("/api/v1/records", "Authorization", "Bearer unknown"));
        Answer stream = timed(() -> dana.get("/live", "Accept", "text/event-stream"));
        timed(() -> told("hangup", how, "&cause=normalClearing"));
        await(NOTICED, () -> status("/actuator/health/readiness") == 503);
        for (int i = 0; i < 20; i++) {
            assertThat(timed(() -> dana.get("/records?q=" + title.length())).status())
                    .isEqualTo(503);
        }

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.pageName()).isEqualTo("away");
        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.page().select("[data-typed]").text()).contains(title);
        assertThat(List.of(draft.status(), api.status(), stream.status())).containsOnly(503);
        assertThat(api.header("Content-Type")).startsWith("application/problem+json");
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);
        assertThat(status("/actuator/health")).isEqualTo(503);
        assertThat(status("/js/away.js")).isEqualTo(200);
        return refused;
    }

    private static String callIs(String how) {
        return "select count(*) from call c where c.state = 'ended' and c.answered_at > c.started_at"
                + " and c.ended_at > c.answered_at and exists (select from call_key k"
                + " where k.call_id = c.id and k.key = 'call:" + how + "')";
    }

    private Answer sentAgain(Answer refused) {
        var form = java.util.Objects.requireNonNull(
                refused.page().select("form[method=post]").first());
        String body = form.select("input[type=hidden]").stream()
                .map(field -> encode(field.attr("name")) + "=" + encode(field.attr("value")))
                .collect(Collectors.joining("&"));
        return dana.post(form.attr("action"), body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer told(String event, String call, String more) {
        String body = "event=" + event + "&direction=in&from=6175550142&to=200&callId=" + encode(call) + more;
        Answer answer =
                dana.send("POST", "/api/v1/cti/demo", body, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer timed(Supplier<Answer> asked) {
        long begun = System.nanoTime();
        Answer answer = asked.get();
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        longest = Math.max(longest, millis);
        assertThat(Duration.ofMillis(millis)).isLessThan(SOON);
        return answer;
    }

    private int status(String path) {
        return timed(() -> new Desk(server.port()).get(path)).status();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Duration most, Condition condition) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private long counted(String sql) throws SQLException, IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, PostgresRoles.DESK, cluster.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    /** It takes the database's other processes a moment to notice that the first one is gone. */
    private void startAgain() throws Exception {
        await(BACK, () -> {
            try {
                cluster.start();
                return true;
            } catch (StartRefused notYet) {
                return false;
            }
        });
    }

    private ProcessHandle postmaster() throws IOException {
        String pid =
                Files.readAllLines(cluster.data().resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private List<ProcessHandle> all() throws IOException {
        return Stream.concat(Stream.of(postmaster()), postmaster().descendants())
                .toList();
    }

    private static void signal(String what, ProcessHandle process) throws Exception {
        signal(what, List.of(process));
    }

    private static void signal(String what, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", what, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
