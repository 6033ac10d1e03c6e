package org.ringdesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringdesk.bench.Wrk.Result;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lists and searches cost among a million records and their notes, with words of known frequency, and whether PostgreSQL
 * read one of the big tables from end to end for any of them.
 */
final class RecordsBench {
    private static final int AT_A_TIME = 8;

    private static final Map<String, String> PAGES = pages();

    private final Path home;
    private final Path folder;
    private final Options options;

    RecordsBench(Path home, Options options) {
        this.home = home;
        this.folder = home.resolve("target/bench");
        this.options = options;
    }

    /** @param seconds of each measurement */
    record Options(int records, int people, int seconds) {}

    /**
     * One line of the table; latencies in microseconds.
     *
     * @param sequentialScans of people, records, notes and their words while it ran
     */
    record Row(String page, String address, double perSecond, double p50, double p99, long sequentialScans) {}

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("open records", "/records");
        pages.put("all, by number", "/records?state=all");
        pages.put("all, longest untouched first", "/records?state=all&sort=updated_at");
        pages.put("closed, by priority", "/records?state=closed&sort=priority");
        pages.put("a category", "/records?state=all&category=4");
        pages.put("one assignee's, by update", "/records?state=all&assignee=omar&sort=-updated_at");
        pages.put("a word in ten records", "/records?state=all&q=zebrafish");
        pages.put("a word in a thousandth", "/records?state=all&q=quarantine");
        pages.put("a word in a twentieth", "/records?state=all&q=toner");
        pages.put("a word in half of all", "/records?state=all&q=printer");
        pages.put("two common words", "/records?state=all&q=printer+please");
        pages.put("a common and a rare word", "/records?state=all&q=please+quarantine");
        pages.put("a common word among the open, by priority", "/records?q=printer&sort=priority");
        pages.put("a word that nothing new has", "/records?state=all&q=legacyproject");
        pages.put("a word that nothing has", "/records?state=all&q=xylophone");
        pages.put("a first name that many have", "/records?state=all&q=maria");
        pages.put("people: list", "/people");
        pages.put("people: a first name", "/people?q=maria");
        pages.put("people: two common words", "/people?q=maria+sen");
        return pages;
    }

    void run() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data-records");
        Folders.delete(data);
        Server.start(home, data).close();
        List<Row> rows = new ArrayList<>();
        try (Server server = Server.start(home, data)) {
            System.out.printf(Locale.ROOT, "Filling in %,d records of %,d people%n", options.records(), options.people());
            fill(server);
            var wrk = new Wrk(folder, server.base(), server.signIn());
            for (var page : PAGES.entrySet()) {
                wrk.run(List.of(page.getValue()), List.of(), AT_A_TIME, 1);
            }
            for (var page : PAGES.entrySet()) {
                long before = sequentialScans(server);
                Result result = wrk.run(List.of(page.getValue()), List.of(), AT_A_TIME, options.seconds());
                // A backend tells the statistics at most once in a second, after its next statement.
                Thread.sleep(1_500);
                wrk.run(List.of("/bench/select?user=dana"), List.of(), 2 * AT_A_TIME, 1);
                rows.add(new Row(
                        page.getKey(),
                        page.getValue(),
                        result.perSecond(),
                        result.p50(),
                        result.p99(),
                        sequentialScans(server) - before));
            }
        }
        Folders.delete(data);
        report(rows);
    }

    private void fill(Server server) throws IOException, SQLException {
        String script = Files.readString(home.resolve("src/bench/million-records.sql"))
                .replaceAll("(?m)^(--|\\\\).*$", "")
                .replaceAll("(?<!:):records\\b", Integer.toString(options.records()))
                .replaceAll("(?<!:):people\\b", Integer.toString(options.people()));
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            for (String each : script.split(";\\s*\\n", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }

    private static long sequentialScans(Server server) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                var row = statement.executeQuery("""
                        select sum(seq_scan) from pg_stat_user_tables
                        where relname in ('person', 'person_key', 'person_word', 'service_record', 'record_note',
                            'record_search')""")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void report(List<Row> rows) throws IOException {
        var table = new StringBuilder("| page | requests/s | p50 ms | p99 ms | sequential scans |\n");
        table.append("| --- | ---: | ---: | ---: | ---: |\n");
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f | %.1f | %d |%n",
                    row.page(),
                    row.perSecond(),
                    row.p50() / 1000,
                    row.p99() / 1000,
                    row.sequentialScans()));
        }
        System.out.print(table);
        Files.writeString(folder.resolve("records.txt"), table);
        new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        folder.resolve("records.json"),
                        Map.of("machine", Machine.described(), "options", options, "pages", rows));
    }
}
