package org.ringdesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Every attack that was once found to work, on the built product while twenty agents work at it. */
final class AttacksBench {
    private static final int AGENTS = 20;
    private static final int WARM_UP_SECONDS = 60;
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final Path home;
    private final Path folder;
    private final Options options;

    AttacksBench(Path home, Options options) {
        this.home = home;
        this.folder = home.resolve("target/bench");
        this.options = options;
    }

    /**
     * @param seconds of each attack
     * @param attacks which of them, by their rows in the table from 1 on; empty for all
     */
    record Options(int seconds, List<Integer> attacks) {
        List<Attack> of(List<Attack> all) {
            return attacks.isEmpty()
                    ? all
                    : attacks.stream().map(row -> all.get(row - 1)).toList();
        }
    }

    void run() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data-attacks");
        Folders.delete(data);
        List<AttackRun.Row> rows = new ArrayList<>();
        try (Server server = Server.start(home, data, "--no-script")) {
            String attacker = server.signIn("lena");
            BenchAgents.hire(server, AGENTS);
            try (var agents = new WorkingAgents(server.base(), BenchAgents.signIns(server))) {
                System.out.println("Agents work: " + agents.feel(Duration.ofSeconds(WARM_UP_SECONDS)));
                var watched = new AttackRun.Watched(server.base().getPort(), server.pid(), server.log(), attacker);
                var run = new AttackRun(
                        watched, agents, Duration.ofSeconds(Math.max(2, options.seconds() / 4)), Duration.ofSeconds(options.seconds()), SETTLE);
                for (Attack attack : options.of(Attack.all(attacker))) {
                    System.out.println(attack.name());
                    rows.add(run.run(attack));
                    System.out.println("  " + rows.getLast().during());
                    agents.takeProblems().forEach(problem -> System.out.println("  failed: " + problem));
                }
                System.out.printf("%d of %d streams ended%n", agents.brokenStreams(), AGENTS);
                agents.stop();
                Thread.sleep(1_000);
                System.out.printf("%d records saved, %d there%n", agents.saved(), records(server));
            }
        }
        Folders.delete(data);
        report(rows);
    }

    private static int records(Server server) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from service_record where title like 'attacks %'")) {
            found.next();
            return found.getInt(1);
        }
    }

    private void report(List<AttackRun.Row> rows) throws IOException {
        String table = new AttacksTable(rows).text();
        System.out.print(table);
        Files.writeString(folder.resolve("attacks.txt"), table);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", Machine.described());
        all.put("options", options);
        all.put("attacks", rows);
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(folder.resolve("attacks.json"), all);
        System.out.println("Also written to target/bench/attacks.txt and attacks.json");
        if (!rows.stream().allMatch(AttackRun.Row::held)) {
            System.exit(3);
        }
    }
}
