package org.ringdesk.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ringdesk.bench.Wrk.Result;
import tools.jackson.databind.json.JsonMapper;

/**
 * What opening the Phone Call page from a link costs, against two floors of the same server in the same run, in directories
 * of growing size; and what fills such a directory, how long a start takes and how much memory stays.
 */
final class LinksBench {
    private static final List<Integer> CONCURRENCY = List.of(1, 8, 32);
    private static final int DISTINCT = 2_000;
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Path home;
    private final Path folder;
    private final Options options;
    private final List<Row> rows = new ArrayList<>();
    private final List<Directory> directories = new ArrayList<>();

    LinksBench(Path home, Options options) {
        this.home = home;
        this.folder = home.resolve("target/bench");
        this.options = options;
    }

    /**
     * @param people sizes of the directories
     * @param seconds of each measurement
     * @param rounds of measurements, of which the median counts
     */
    record Options(List<Integer> people, int seconds, int rounds) {}

    /** One line of the table; latencies in microseconds, ratios of requests per second. */
    record Row(
            int people,
            int connections,
            String page,
            double perSecond,
            double p50,
            double p99,
            long bytes,
            double toEmpty,
            double toSelect) {}

    /** What was measured of a directory as a whole: times in seconds, memory in megabytes. */
    record Directory(
            int people,
            double importSeconds,
            double coldStart,
            double warmStart,
            long jvmAfterImport,
            long jvmIdle,
            long jvmAfterLoad,
            long postgres) {}

    void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (int people : options.people()) {
            measure(people);
        }
        String table = new LinksTable(rows, directories).text();
        System.out.print(table);
        Files.writeString(folder.resolve("links.txt"), table);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", Machine.described());
        all.put("options", options);
        all.put("directories", directories);
        all.put("pages", rows);
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(folder.resolve("links.json"), all);
        System.out.println("Also written to target/bench/links.txt and links.json");
    }

    private void measure(int people) throws IOException, InterruptedException {
        Path data = folder.resolve("data-" + people);
        Folders.delete(data);
        Path csv = folder.resolve("people-" + people + ".csv");
        PeopleFile.write(csv, people);
        System.out.println(people + " people: importing");
        double coldStart;
        double importTime;
        long jvmAfterImport;
        try (Server server = Server.start(home, data)) {
            coldStart = seconds(server.startTime());
            importTime = seconds(server.importPeople(csv));
            Thread.sleep(SETTLED);
            jvmAfterImport = server.residentJvm();
        }
        Files.delete(csv);
        try (Server server = Server.start(home, data)) {
            Thread.sleep(SETTLED);
            long idle = server.residentJvm();
            pages(server, people);
            directories.add(new Directory(
                    people,
                    importTime,
                    coldStart,
                    seconds(server.startTime()),
                    jvmAfterImport,
                    idle,
                    server.residentJvm(),
                    server.residentPostgres()));
        }
        Folders.delete(data);
    }

    private void pages(Server server, int people) throws IOException, InterruptedException {
        String cookie = server.signIn();
        var wrk = new Wrk(folder, server.base(), cookie);
        List<Integer> who =
                new Random(7).ints(DISTINCT, 0, people).boxed().toList();
        List<String> links = who.stream()
                .map(person -> "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone="
                        + URLEncoder.encode(PeopleFile.phone(person), StandardCharsets.UTF_8))
                .toList();
        List<String> opened = new ArrayList<>();
        for (String link : links) {
            opened.add(server.get(link).headers().firstValue("Location").orElseThrow());
        }
        List<String> selects = who.stream().map("/bench/select?user=bench%08d"::formatted).toList();
        List<Case> cases = List.of(
                new Case("empty page", List.of("/bench/empty"), List.of()),
                new Case("empty page, one SELECT", selects, List.of()),
                new Case("Phone Call page", opened, List.of()),
                new Case("Phone Call page, compressed", opened, List.of("Accept-Encoding: gzip")),
                new Case("link (its redirect)", links, List.of()));
        System.out.println("  warming up");
        for (Case each : cases) {
            wrk.run(each.paths(), each.headers(), 8, 3 * options.seconds());
        }
        for (int connections : CONCURRENCY) {
            System.out.println("  " + connections + " at a time");
            List<Result> medians = measured(wrk, cases, connections);
            for (int i = 0; i < cases.size(); i++) {
                rows.add(row(people, connections, cases.get(i).name(), medians.get(i), medians));
            }
        }
    }

    /**
     * What is asked for.
     *
     * @param headers beside the cookie
     */
    private record Case(String name, List<String> paths, List<String> headers) {}

    /** The median of each case; they take turns, so that whatever else the machine does meets all of them. */
    private List<Result> measured(Wrk wrk, List<Case> cases, int connections) throws IOException, InterruptedException {
        List<List<Result>> results = cases.stream()
                .<List<Result>>map(each -> new ArrayList<>())
                .toList();
        for (int round = 0; round < options.rounds(); round++) {
            for (int i = 0; i < cases.size(); i++) {
                Case each = cases.get(i);
                results.get(i).add(wrk.run(each.paths(), each.headers(), connections, options.seconds()));
            }
        }
        return results.stream().map(LinksBench::median).toList();
    }

    private static Row row(int people, int connections, String page, Result result, List<Result> all) {
        return new Row(
                people,
                connections,
                page,
                result.perSecond(),
                result.p50(),
                result.p99(),
                result.bytes(),
                result.perSecond() / all.get(0).perSecond(),
                result.perSecond() / all.get(1).perSecond());
    }

    private static Result median(List<Result> results) {
        List<Result> sorted =
                results.stream().sorted(Comparator.comparingDouble(Result::perSecond)).toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
