package org.ringdesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.live.RealAsterisk;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many messages of a phone system Ringdesk takes in on one core, its database with it: recorded calls are played again, ever
 * more of them at a time, until it falls behind. Beside it a program that only reads and splits the same messages.
 */
final class PbxBench {
    private static final int AGENTS = 3_000;
    private static final int OPEN_SECONDS = 60;

    /** At which memory is looked at while an hour's calls go by. */
    private static final int HOUR_PER_SECOND = 2_000;

    private static final int HOUR_PARTS = 4;
    private static final int REAL_CALLS = 200;

    private final Path home;
    private final Path folder;
    private final Options options;
    private final List<Row> rows = new ArrayList<>();
    private final List<Floor> floors = new ArrayList<>();
    private final List<Memory> memory = new ArrayList<>();
    private CallLedger.@Nullable Times real;

    PbxBench(Path home, Options options) {
        this.home = home;
        this.folder = home.resolve("target/bench");
        this.options = options;
    }

    /**
     * @param rates messages a second, one after the other
     * @param seconds that each is played, about
     * @param calls that make up an hour
     */
    record Options(List<Integer> rates, int seconds, int calls) {}

    /**
     * What came of one rate.
     *
     * @param calls that were found, by what there was to be found
     * @param open calls that were left open
     * @param jvm milliseconds of processor time for each message
     * @param postgres the same, of the database
     */
    record Row(String kind, PbxReplay.Result result, String calls, int open, double jvm, double postgres) {}

    /** @param timed of the situations, those of which is told when agents hear */
    record Floor(String kind, int perSecond, int situations, long timed) {}

    /**
     * What is in the heap, cleaned, while an hour of calls goes by; megabytes.
     *
     * @param resident of the whole JVM at the end
     */
    record Memory(String kind, int calls, List<Long> live, long resident) {}

    void run() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data-pbx");
        Folders.delete(data);
        var situations = new Situations(home);
        try (Server server = Server.startOnOneCore(home, data, "--no-script")) {
            BenchAgents.hire(server, AGENTS);
            server.signIn("admin");
            try (var asterisk = new ReplayedPbx.Asterisk()) {
                measure(server, asterisk, situations.asterisk());
            }
            try (var freeSwitch = new ReplayedPbx.FreeSwitch()) {
                measure(server, freeSwitch, situations.freeSwitch());
            }
            real(server);
        }
        Folders.delete(data);
        report();
    }

    private void real(Server server) throws IOException, InterruptedException, SQLException {
        String missing = RealAsterisk.missing();
        if (missing.isEmpty()) {
            System.out.println("asterisk, a real one: " + REAL_CALLS + " calls");
            real = new RealCalls().measure(server, REAL_CALLS);
        } else {
            System.out.println("no real Asterisk: " + missing);
        }
    }

    private void measure(Server server, ReplayedPbx pbx, List<Situation> situations)
            throws IOException, InterruptedException, SQLException {
        String feed = connect(server, pbx);
        var replay = new PbxReplay(pbx, situations, AGENTS);
        try (var streams = new Streams(server.base(), BenchAgents.streams(server), replay)) {
            streams.awaitOpen(OPEN_SECONDS);
            System.out.printf("%s: each situation once%n", pbx.kind());
            int before = calls(server, "");
            replay.learn();
            int each = calls(server, "") - before;
            floors.add(new Floor(pbx.kind(), SplitFloor.measure(pbx, situations), situations.size(), replay.timed()));
            replay.play(rounds(replay, 1_000), 1_000);
            boolean held = true;
            for (int i = 0; i < options.rates().size() && held; i++) {
                held = play(server, pbx, replay, options.rates().get(i), each);
            }
            hour(server, pbx, replay, situations.size());
        }
        server.post(feed, feed + "/delete", Map.of());
    }

    /** As an administrator would; returns the path of its page. */
    private static String connect(Server server, ReplayedPbx pbx) throws IOException, InterruptedException {
        String feed = server.post("/phone-systems", "/phone-systems", Map.of("kind", pbx.kind(), "name", "Bench"))
                .replaceFirst(".*(/phone-systems/[0-9]+).*", "$1");
        Map<String, String> form = new HashMap<>();
        form.put("name", "Bench");
        form.put("setting.host", "127.0.0.1");
        form.put("setting.port", Integer.toString(pbx.port()));
        form.put("setting.secret", "bench");
        pbx.settings().forEach((setting, value) -> form.put("setting." + setting, value));
        server.post(feed, feed, form);
        pbx.awaitListener();
        TimeUnit.SECONDS.sleep(1);
        return feed;
    }

    private int rounds(PbxReplay replay, int perSecond) {
        return Math.max(1, options.seconds() * perSecond / replay.messages());
    }

    private boolean play(Server server, ReplayedPbx pbx, PbxReplay replay, int perSecond, int each)
            throws IOException, InterruptedException, SQLException {
        int rounds = rounds(replay, perSecond);
        System.out.printf(Locale.ROOT, "%s: %,d messages/s%n", pbx.kind(), perSecond);
        int before = calls(server, "");
        Server.Used used = server.processorSeconds();
        PbxReplay.Result result = replay.play(rounds, perSecond);
        Server.Used after = server.processorSeconds();
        int found = calls(server, "") - before;
        rows.add(new Row(
                pbx.kind(),
                result,
                found + "/" + rounds * each,
                calls(server, "where state <> 'ended'"),
                (after.jvm() - used.jvm()) * 1_000 / result.messages(),
                (after.postgres() - used.postgres()) * 1_000 / result.messages()));
        System.out.println("  " + rows.getLast());
        return result.held();
    }

    private void hour(Server server, ReplayedPbx pbx, PbxReplay replay, int situations) throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%s: an hour of %,d calls%n", pbx.kind(), options.calls());
        List<Long> live = new ArrayList<>();
        live.add(server.live());
        for (int i = 0; i < HOUR_PARTS; i++) {
            replay.play(Math.max(1, options.calls() / situations / HOUR_PARTS), HOUR_PER_SECOND);
            live.add(server.live());
        }
        memory.add(new Memory(pbx.kind(), options.calls(), live, server.residentJvm()));
    }

    private static int calls(Server server, String which) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from call " + which)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void report() throws IOException {
        String table = new PbxTable(rows, floors, memory, real).text();
        System.out.print(table);
        Files.writeString(folder.resolve("pbx.txt"), table);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("machine", Machine.described());
        all.put("options", options);
        all.put("rates", rows);
        all.put("floors", floors);
        all.put("memory", memory);
        all.put("real", real);
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(folder.resolve("pbx.json"), all);
        System.out.println("Also written to target/bench/pbx.txt and pbx.json");
    }
}
