package org.ringdesk.pops;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.ringdesk.agents.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Listens for what any node has committed and has this node's streams say it. One connection of the pool is kept for it;
 * when it breaks, a new one is taken and everything that was missed is said. Where a pooler between here and the database
 * swallows notifications, the look around at each silence still finds what there is.
 */
@Component
class NoticeBell implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeBell.class);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource database;
    private final LiveStreams streams;
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    NoticeBell(DataSource database, LiveStreams streams) {
        this.database = database;
        this.streams = streams;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("notice-bell").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread listening = thread;
        if (listening != null) {
            listening.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean told = false;
        while (running) {
            try (Connection connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | DataAccessException broken) {
                if (running && !told) {
                    LOG.warn("calls are not told to agents until the database is back: {}", broken.getMessage());
                    told = true;
                }
            }
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + NoticeRepository.CHANNEL);
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        streams.deliverAll();
        while (running) {
            PGNotification[] rung = postgres.getNotifications((int) SILENCE.toMillis());
            if (rung == null || rung.length == 0) {
                streams.deliverAll();
            } else {
                streams.deliver(agents(rung));
            }
        }
    }

    private static Set<AccountId> agents(PGNotification[] rung) {
        return Arrays.stream(rung)
                .flatMap(notification -> Stream.of(notification.getParameter().split(",", -1)))
                .map(agent -> new AccountId(Long.parseLong(agent)))
                .collect(Collectors.toSet());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
