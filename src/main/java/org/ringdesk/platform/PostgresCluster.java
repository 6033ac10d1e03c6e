package org.ringdesk.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * One database cluster on disk and the commands that make, start and stop it. Passwords only (scram-sha-256), loopback
 * only, every acknowledged commit on disk.
 */
final class PostgresCluster {
    static final String USER = "ringdesk";

    private final Path folder;
    private final Path data;
    private final PostgresBinaries binaries;

    PostgresCluster(Path folder, PostgresBinaries binaries) {
        this.folder = folder;
        this.data = folder.resolve("cluster");
        this.binaries = binaries;
    }

    Path data() {
        return data;
    }

    /** Makes the cluster where there is none; an attempt that was cut off leaves nothing behind. */
    void create() throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Files.createDirectories(folder);
        Path half = folder.resolve("cluster.new");
        FileSystemUtils.deleteRecursively(half);
        writeOnlyForOwner(passwordFile(), newPassword());
        run(
                "initdb",
                "--pgdata=" + half,
                "--username=" + USER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
        Files.writeString(
                half.resolve("postgresql.conf"),
                Files.readString(half.resolve("postgresql.conf")) + "\ninclude 'ringdesk.conf'\n");
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    String password() throws IOException {
        return Files.readString(passwordFile());
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private static String newPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writeOnlyForOwner(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** Writes the settings for the next start; true where they differ from those of the last one, the port aside. */
    boolean configure(int port) throws IOException {
        Path file = data.resolve("ringdesk.conf");
        String before = Files.exists(file) ? Files.readString(file) : "";
        String after = settings(port);
        Files.writeString(file, after);
        return !withoutPort(before).equals(withoutPort(after));
    }

    private static String withoutPort(String settings) {
        return settings.replaceAll("(?m)^port = .*$", "");
    }

    private static String settings(int port) {
        return """
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                port = %d
                max_connections = 100
                # What nobody waits for any more ends.
                client_connection_check_interval = 2s
                # What was acknowledged is on disk.
                fsync = on
                full_page_writes = on
                synchronous_commit = on
                shared_buffers = 256MB
                effective_cache_size = 1GB
                work_mem = 16MB
                maintenance_work_mem = 256MB
                max_wal_size = 2GB
                random_page_cost = 1.1
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                # A week of logs, without the values of failed statements.
                logging_collector = on
                log_directory = 'log'
                log_filename = 'postgresql-%%a.log'
                log_truncate_on_rotation = on
                log_rotation_age = 1d
                log_rotation_size = 0
                log_min_error_statement = panic
                log_error_verbosity = terse
                """.formatted(port);
    }

    void start() throws IOException {
        run(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                "300",
                "-s",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("start.log").toString());
    }

    void stop() throws IOException {
        run("pg_ctl", "stop", "-w", "-t", "30", "-s", "-m", "fast", "-D", data.toString());
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(privileges());
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, program, ".out");
        try {
            // To a file: the server inherits its parent's output and would keep a pipe open for ever.
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new StartRefused(program + " did not end within five minutes");
            }
            if (process.exitValue() != 0) {
                throw new StartRefused("PostgreSQL's " + program + " failed: " + lastLine(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while waiting for PostgreSQL's " + program, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String lastLine(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("no output", (first, second) -> second);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static List<String> privileges() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of();
    }
}
