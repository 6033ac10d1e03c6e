package org.ringdesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.ringdesk.bench.CallLedger.Times;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long it takes from a phone system's message to the event on the agent's stream while many agents are connected,
 * whether each comes once, and how much memory that takes; beside it the same server echoing as many messages to as many streams.
 */
final class CallsBench {
    /** The streams of the floor all come with one sign-in. */
    private static final String FLOOR_OF_ONE_ACCOUNT = "--ringdesk.bounds.connections-per-account=20000";

    private static final String MANY_STREAMS = "--ringdesk.pops.all-streams=20000";

    private static final int WARM_UP = 20;
    private static final int SETTLE_SECONDS = 10;
    private static final int OPEN_SECONDS = 120;

    /** After twenty seconds in which it has little to do, the JVM gives memory back. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Map<String, String> KINDS = kinds();

    private final Path home;
    private final Path folder;
    private final Options options;
    private final List<Row> rows = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();

    CallsBench(Path home, Options options) {
        this.home = home;
        this.folder = home.resolve("target/bench");
        this.options = options;
    }

    /**
     * @param agents how many are connected, one after the other
     * @param rate messages a second
     * @param seconds of each measurement
     */
    record Options(List<Integer> agents, int rate, int seconds, int people) {}

    /** One line of the first table; times in milliseconds. */
    record Row(int agents, String what, Times times) {}

    /**
     * What one measurement took of the server: megabytes that were resident, milliseconds of processor time for each message.
     *
     * @param jvmIdle half a minute after the streams were opened, before any message
     */
    record Load(
            int agents,
            double openSeconds,
            int failedPosts,
            int brokenStreams,
            long jvmIdle,
            long postgresIdle,
            long jvm,
            long postgres,
            double jvmPerMessage,
            double postgresPerMessage) {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("call-ringing", "`newCall` to `call-ringing`");
        kinds.put("call-answered", "`answer` to `call-answered`");
        kinds.put("pop", "`answer` to `pop`");
        kinds.put("call-gone", "`answer`, `hangup` to `call-gone`");
        kinds.put("", "all");
        return kinds;
    }

    void run() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data-calls");
        Folders.delete(data);
        Path csv = folder.resolve("people-calls.csv");
        PeopleFile.write(csv, options.people());
        try (Server server = Server.start(home, data, "--no-script", FLOOR_OF_ONE_ACCOUNT, MANY_STREAMS)) {
            System.out.printf(Locale.ROOT, "Importing %,d people%n", options.people());
            server.importPeople(csv);
            String cookie = server.signIn();
            for (int agents : options.agents()) {
                BenchAgents.hire(server, agents);
                measure(server, agents);
                floor(server, agents, cookie);
            }
        }
        Files.delete(csv);
        Folders.delete(data);
        report();
    }

    private void measure(Server server, int agents) throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%,d agents connect%n", agents);
        List<String> requests = BenchAgents.streams(server);
        var side = new CallSides.Ringdesk(agents + "-" + System.currentTimeMillis(), options.people());
        var ledger = new CallLedger(side);
        long begin = System.nanoTime();
        try (var streams = new Streams(server.base(), requests, ledger);
                var posts = new Posts(server.base())) {
            streams.awaitOpen(OPEN_SECONDS);
            double open = (System.nanoTime() - begin) / 1e9;
            Thread.sleep(IDLE);
            long idle = server.residentJvm();
            long postgresIdle = server.residentPostgres();
            Server.Used used = send(server, new CallTraffic(agents, options.rate(), options.seconds(), WARM_UP), side, posts, ledger);
            loads.add(new Load(
                    agents,
                    open,
                    posts.failed(),
                    streams.broken(),
                    idle,
                    postgresIdle,
                    server.residentJvm(),
                    server.residentPostgres(),
                    used.jvm(),
                    used.postgres()));
            KINDS.forEach((kind, what) -> rows.add(new Row(agents, what, ledger.times(kind))));
            System.out.println("  " + rows.getLast().times());
        }
    }

    private void floor(Server server, int agents, String cookie) throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%,d streams of the floor%n", agents);
        List<String> requests = IntStream.range(0, agents)
                .mapToObj(stream -> BenchAgents.request(server.base(), "/bench/stream/" + stream, cookie))
                .toList();
        var side = new CallSides.Echo();
        var ledger = new CallLedger(side);
        try (var streams = new Streams(server.base(), requests, ledger);
                var posts = new Posts(server.base())) {
            streams.awaitOpen(OPEN_SECONDS);
            int seconds = Math.max(1, options.seconds() / 2);
            send(server, new CallTraffic(agents, options.rate(), seconds, WARM_UP / 5), side, posts, ledger);
            rows.add(new Row(agents, "floor: an echo", ledger.times("")));
        }
    }

    /** Returns the processor time for each message, in milliseconds. */
    private Server.Used send(Server server, CallTraffic traffic, CallTraffic.Side side, Posts posts, CallLedger ledger)
            throws InterruptedException, IOException {
        System.out.printf(
                Locale.ROOT, "  %d messages/s for %d seconds%n", options.rate(), traffic.warmUp() + traffic.seconds());
        var before = new AtomicReference<>(server.processorSeconds());
        traffic.send(side, posts, ledger, () -> before.set(server.processorSeconds()));
        Server.Used after = server.processorSeconds();
        for (int i = 0; i < SETTLE_SECONDS * 10 && !ledger.complete(); i++) {
            Thread.sleep(100);
        }
        // What comes twice comes a little later.
        Thread.sleep(1_000);
        double messages = (double) traffic.seconds() * options.rate();
        return new Server.Used(
                (after.jvm() - before.get().jvm()) * 1_000 / messages,
                (after.postgres() - before.get().postgres()) * 1_000 / messages);
    }

    private void report() throws IOException {
        String table = new CallsTable(rows, loads).text();
        System.out.print(table);
        Files.writeString(folder.resolve("calls.txt"), table);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", Machine.described());
        all.put("options", options);
        all.put("times", rows);
        all.put("loads", loads);
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(folder.resolve("calls.json"), all);
        System.out.println("Also written to target/bench/calls.txt and calls.json");
    }
}
