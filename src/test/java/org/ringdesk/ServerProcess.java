package org.ringdesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ringdesk in a process of its own, as users run it, for tests that end it the hard way. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;
    private final int port;
    private final Path data;

    private ServerProcess(Process process, Path output, int port, Path data) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.data = data;
    }

    /** Starts it on a free port with those options and returns at once. */
    public static ServerProcess start(Path data, String... options) {
        return startAt(freePort(), data, options);
    }

    /** Starts it on that port. */
    public static ServerProcess startAt(int port, Path data, String... options) {
        return startAt(port, data, List.of("-XX:TieredStopAtLevel=1"), options);
    }

    /** Starts it on a free port with a heap as small as the launcher's. */
    public static ServerProcess startAsLaunched(Path data, String... options) {
        return startAt(
                freePort(),
                data,
                List.of("-Xmx410m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders"),
                options);
    }

    private static ServerProcess startAt(int port, Path data, List<String> java, String... options) {
        try {
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target/test-data")), "server", ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(java);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.ringdesk.Ringdesk",
                    "--server.port=" + port,
                    "--ringdesk.data=" + data,
                    "--ringdesk.postgres.programs="
                            + Path.of("target/postgres-programs").toAbsolutePath()));
            command.addAll(List.of(options));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ServerProcess(process, output, port, data);
        } catch (IOException e) {
            throw new UncheckedIOException("Ringdesk could not be started", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Where it writes to. */
    public Path log() {
        return output;
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("no output of the server", e);
        }
    }

    /** Waits for the line that scripts wait for. */
    public ServerProcess awaitReady() throws InterruptedException {
        return await("Ringdesk is ready at http://localhost:" + port);
    }

    /** Waits until that is part of what it has written. */
    public ServerProcess await(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(text)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new AssertionError("not ready: " + output());
            }
        }
        return this;
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Sends a signal to all processes of its own database.
     *
     * @param name without SIG, such as STOP
     */
    public void signalDatabase(String name) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
        List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster)));
        ProcessHandle.of(postmaster).orElseThrow().children().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    /** Its exit code, once it ended by itself. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return process.exitValue();
    }

    /** SIGTERM; waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
