package org.ringdesk.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** The load generator wrk (https://github.com/wg/wrk): keep-alive connections, each asking as soon as it was answered. */
final class Wrk {
    private static final String SCRIPT = """
            local paths, n = {}, 0
            function init(args)
              for line in io.lines(args[1]) do n = n + 1; paths[n] = line end
              math.randomseed(n)
            end
            function request()
              return wrk.format("GET", paths[math.random(n)])
            end
            function done(summary, latency)
              local bad = summary.errors
              io.write(string.format("RESULT %d %d %d %.0f %.0f %d\\n", summary.requests, summary.duration, summary.bytes,
                latency:percentile(50), latency:percentile(99),
                bad.connect + bad.read + bad.write + bad.status + bad.timeout))
            end
            """;

    private final Path folder;
    private final URI base;
    private final String cookie;

    Wrk(Path folder, URI base, String cookie) throws IOException {
        this.folder = folder;
        this.base = base;
        this.cookie = cookie;
        Files.writeString(folder.resolve("paths.lua"), SCRIPT);
    }

    /**
     * What a run measured.
     *
     * @param perSecond answered requests
     * @param p50 median latency in microseconds
     * @param p99 in microseconds
     * @param bytes per answer, headers included
     */
    record Result(double perSecond, double p50, double p99, long bytes) {}

    /**
     * Asks for those paths in random order.
     *
     * @throws IOException where a single answer was no success
     */
    Result run(List<String> paths, List<String> headers, int connections, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("paths"), paths);
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=30s",
                "--script=" + folder.resolve("paths.lua"),
                "--header=Cookie: " + cookie));
        headers.forEach(header -> command.add("--header=" + header));
        command.addAll(List.of(base.toString(), "--", file.toString()));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int line = said.indexOf("RESULT ");
        if (wrk.waitFor() != 0 || line < 0) {
            throw new IOException("wrk failed: " + said);
        }
        try (var numbers = new Scanner(said.substring(line + "RESULT ".length()))) {
            long requests = numbers.nextLong();
            double duration = numbers.nextLong() / 1e6;
            long bytes = numbers.nextLong();
            var result = new Result(
                    requests / duration, numbers.nextLong(), numbers.nextLong(), bytes / Math.max(1, requests));
            long failed = numbers.nextLong();
            if (failed > 0) {
                throw new IOException(paths.getFirst() + ": " + failed + " of " + requests + " requests failed");
            }
            return result;
        }
    }
}
