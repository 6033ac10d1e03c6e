package org.ringdesk.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ringdesk as {@code ./ringdesk demo} starts it, with the floors beside the product's pages. */
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Process process;
    private final Path data;
    private final Path log;
    private final URI base;
    private final Duration startTime;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private Server(Process process, Path data, Path log, URI base, Duration startTime) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.base = base;
        this.startTime = startTime;
    }

    /** Starts it and waits until it says that it serves. */
    static Server start(Path home, Path data, String... options) throws IOException, InterruptedException {
        return start(home, data, List.of(), options);
    }

    /** The same, with its database on one core; this program is for the others. */
    static Server startOnOneCore(Path home, Path data, String... options) throws IOException, InterruptedException {
        return start(home, data, List.of("taskset", "-c", "0"), options);
    }

    private static Server start(Path home, Path data, List<String> before, String... options)
            throws IOException, InterruptedException {
        int port = freePort();
        Path log = Files.createTempFile(home.resolve("target/bench"), "server", ".log");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                home.resolve("ringdesk").toString(),
                "demo",
                "--port=" + port,
                "--data=" + data,
                "--spring.profiles.active=bench"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .put("RINGDESK_CLASSPATH", home.resolve("target/bench/floors").toString());
        long begin = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (!Files.readString(log).contains("Ringdesk is ready at ")) {
            boolean late = System.nanoTime() - begin > PATIENCE.toNanos();
            if (process.waitFor(10, TimeUnit.MILLISECONDS) || late) {
                process.destroy();
                throw new IOException("the server did not start: " + Files.readString(log));
            }
        }
        var startTime = Duration.ofNanos(System.nanoTime() - begin);
        return new Server(process, data, log, URI.create("http://localhost:" + port), startTime);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** From the launcher's start to the line that scripts wait for. */
    Duration startTime() {
        return startTime;
    }

    URI base() {
        return base;
    }

    /** Signs an agent in and returns the cookies of it. */
    String signIn() throws IOException, InterruptedException {
        return signIn("dana");
    }

    /** @param login of one of the demo's accounts */
    String signIn(String login) throws IOException, InterruptedException {
        cookies.getCookieStore().removeAll();
        post("/login", "/login", Map.of("username", login, "password", "demo"));
        String header = cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!header.contains("RINGDESK_SIGN_IN=")) {
            throw new IOException("sign-in failed");
        }
        return header;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Sends a form as the page that has it would.
     *
     * @return where the answer leads to
     */
    String post(String page, String path, Map<String, String> fields) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new IOException(page + " has no form");
        }
        String form = Stream.concat(fields.entrySet().stream(), Stream.of(Map.entry("_csrf", token.group(1))))
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the form of " + page + " was refused: " + answer.statusCode()));
    }

    /** Imports people from a CSV file and waits for the end; returns how long it took. */
    Duration importPeople(Path csv) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> accepted = client.send(
                api("/api/v1/people/import")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofFile(csv))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String job = accepted.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the import was refused: " + accepted.body()));
        while (true) {
            String state = client.send(api(job).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            if (state.contains("\"state\":\"done\"")) {
                return Duration.ofNanos(System.nanoTime() - begin);
            }
            if (!state.contains("\"state\":\"running\"")) {
                throw new IOException("the import failed: " + state);
            }
            Thread.sleep(100);
        }
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer demo");
    }

    /** Its database. */
    Connection database() throws SQLException {
        try {
            Path postgres = data.resolve("postgres");
            String port = Files.readAllLines(postgres.resolve("cluster/postmaster.pid")).get(3).strip();
            String password = Files.readString(postgres.resolve("password")).strip();
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "ringdesk", password);
        } catch (IOException e) {
            throw new SQLException("the database does not run", e);
        }
    }

    /** What the heap holds after it was cleaned, in megabytes. */
    long live() throws IOException, InterruptedException {
        Jvm.jcmd(pid(), "GC.run");
        return Jvm.heapUsed(pid());
    }

    /** Of the Java process. */
    long pid() {
        return process.pid();
    }

    /** What it writes. */
    Path log() {
        return log;
    }

    /** Resident memory of the JVM in megabytes (10^6 bytes). */
    long residentJvm() throws IOException {
        return kilobytes(Path.of("/proc/" + process.pid() + "/status"), "VmRSS:") * 1024 / 1_000_000;
    }

    /** Resident memory of PostgreSQL's processes in megabytes, memory that they share counted once. */
    long residentPostgres() throws IOException {
        long all = 0;
        for (ProcessHandle one : postgres().toList()) {
            Path memory = Path.of("/proc/" + one.pid() + "/smaps_rollup");
            all += Files.exists(memory) ? kilobytes(memory, "Pss:") : 0;
        }
        return all * 1024 / 1_000_000;
    }

    /** Processor time of the JVM, and of those processes of PostgreSQL that are there. */
    record Used(double jvm, double postgres) {}

    /** Used since they started, in seconds. */
    Used processorSeconds() {
        try {
            return new Used(
                    processorSeconds(process.toHandle()),
                    postgres().mapToDouble(Server::processorSeconds).sum());
        } catch (IOException e) {
            throw new UncheckedIOException("the database does not run", e);
        }
    }

    private static double processorSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    private Stream<ProcessHandle> postgres() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
        return ProcessHandle.of(postmaster).stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.children()));
    }

    private static long kilobytes(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** SIGTERM, as a user's Ctrl+C. */
    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
