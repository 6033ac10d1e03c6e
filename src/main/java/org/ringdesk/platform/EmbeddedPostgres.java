package org.ringdesk.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that belongs to this process. One that outlived a killed Ringdesk is taken over as it runs; a new one
 * is started otherwise. Closing stops it.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Starts that failed at a port before another one is tried. */
    private static final int TRIES_AT_A_PORT = 3;

    private final PostgresCluster cluster;
    private final String password;
    private volatile int port;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread keeper;

    private EmbeddedPostgres(PostgresCluster cluster, int port, String password) {
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /** @throws StartRefused with the reason in one sentence */
    static EmbeddedPostgres start(PostgresCluster cluster) {
        try {
            cluster.create();
            String password = cluster.password();
            OptionalInt running = portOfSurvivor(cluster.data());
            if (running.isPresent()) {
                EmbeddedPostgres survivor = new EmbeddedPostgres(cluster, running.getAsInt(), password);
                if (survivor.answers() && !cluster.configure(survivor.port)) {
                    log.info("Took over the PostgreSQL that outlived the last run");
                    return survivor.kept();
                }
                cluster.stop();
            }
            int port = freePort();
            cluster.configure(port);
            cluster.start();
            return new EmbeddedPostgres(cluster, port, password).kept();
        } catch (IOException e) {
            throw new StartRefused("the embedded PostgreSQL could not be started: " + e.getMessage(), e);
        }
    }

    /** The port in postmaster.pid (fourth line), where the process of its first line is alive. */
    private static OptionalInt portOfSurvivor(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return OptionalInt.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 4) {
            return OptionalInt.empty();
        }
        boolean alive = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .isPresent();
        return alive ? OptionalInt.of(Integer.parseInt(lines.get(3).strip())) : OptionalInt.empty();
    }

    /** Whether the server on that port is this very cluster; waits while it recovers. */
    private boolean answers() {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url(), PostgresCluster.USER, password);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show data_directory")) {
                return row.next() && Path.of(row.getString(1)).equals(cluster.data());
            } catch (SQLException e) {
                // 57P03: the database system is starting up
                if (!"57P03".equals(e.getSQLState()) || System.nanoTime() > end) {
                    return false;
                }
                Thread.onSpinWait();
            }
        }
    }

    private EmbeddedPostgres kept() {
        keeper = Thread.ofPlatform().daemon().name("postgres-keeper").start(this::keep);
        return this;
    }

    /** Starts it again whenever it has ended by itself, or somebody ended it. */
    private void keep() {
        int failures = 0;
        try {
            while (!closed.await(pause(failures).toMillis(), TimeUnit.MILLISECONDS)) {
                failures = isRunning() || startAgain(failures) ? 0 : failures + 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration pause(int failures) {
        Duration pause = LOOK.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private boolean isRunning() {
        try {
            return portOfSurvivor(cluster.data()).isPresent();
        } catch (IOException | NumberFormatException e) {
            // It is being written at this moment.
            return true;
        }
    }

    private boolean startAgain(int failures) {
        try {
            int at = failures > 0 && failures % TRIES_AT_A_PORT == 0 ? freePort() : port;
            cluster.configure(at);
            cluster.start();
            port = at;
            log.info("The embedded PostgreSQL had ended; it runs again");
            return true;
        } catch (IOException | StartRefused e) {
            if (failures == TRIES_AT_A_PORT) {
                log.warn("The embedded PostgreSQL ended and does not start again: {}", e.getMessage());
            }
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (keeper != null) {
                // A start that has begun is waited for, so that what it starts is stopped.
                keeper.join(RECOVERY);
            }
            if (isRunning()) {
                cluster.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL in " + cluster.data() + " could not be stopped", e);
        }
    }
}
