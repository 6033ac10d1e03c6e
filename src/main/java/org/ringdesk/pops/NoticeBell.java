package org.ringdesk.pops;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.ringdesk.agents.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Has the streams say what was committed: this node's at once, and those of other nodes by a notification of the database.
 * That is sent behind the commit, because PostgreSQL lets commits that notify wait for each other, and each for the disk.
 *
 * <p>One connection of the pool listens to what other nodes have committed; when it breaks, a new one is taken and everything
 * that was missed is said. What no notification tells of, because the node that was to send it died, or a pooler swallowed
 * it, is found by a look around: at each silence, and every half minute.
 */
@Component
class NoticeBell implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeBell.class);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource database;
    private final LiveStreams streams;
    private final NoticeRepository notices;
    private final String node = UUID.randomUUID().toString().substring(0, 8);
    private final BlockingQueue<AccountId> here = new LinkedBlockingQueue<>();
    private final BlockingQueue<AccountId> elsewhere = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    NoticeBell(DataSource database, LiveStreams streams, NoticeRepository notices) {
        this.database = database;
        this.streams = streams;
        this.notices = notices;
    }

    /** Within the transaction that writes what the agents are to be told. */
    void ringOnceCommitted(Collection<AccountId> agents) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                here.addAll(agents);
                elsewhere.addAll(agents);
            }
        });
    }

    @Override
    public void start() {
        running = true;
        run("notices", () -> handOn(here, streams::deliver));
        run("notice-bell", () -> handOn(elsewhere, agents -> notices.ring(node, agents)));
        run("notice-listener", this::listen);
    }

    private void run(String name, Runnable what) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(what));
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What comes while it is busy goes on together. */
    private void handOn(BlockingQueue<AccountId> rung, Consumer<Set<AccountId>> to) {
        while (running) {
            Set<AccountId> agents = new HashSet<>();
            try {
                agents.add(rung.take());
                rung.drainTo(agents);
                to.accept(agents);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException broken) {
                LOG.debug("agents are told once the database is back", broken);
                rung.addAll(agents);
                pause();
            }
        }
    }

    private void listen() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | DataAccessException broken) {
                LOG.debug("calls are not told to agents until the database is back", broken);
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
        long looked = lookAround();
        while (running) {
            PGNotification[] rung = postgres.getNotifications((int) SILENCE.toMillis());
            boolean silent = rung == null || rung.length == 0;
            if (silent || System.nanoTime() - looked > LOOK_AROUND.toNanos()) {
                looked = lookAround();
            }
            if (!silent) {
                streams.deliver(agents(rung));
            }
        }
    }

    private long lookAround() {
        streams.deliverAll();
        return System.nanoTime();
    }

    /** Those of other nodes; what this one committed is said already. */
    private Set<AccountId> agents(PGNotification[] rung) {
        return Arrays.stream(rung)
                .map(PGNotification::getParameter)
                .filter(text -> !text.startsWith(node + ':'))
                .flatMap(text -> Stream.of(text.substring(text.indexOf(':') + 1).split(",", -1)))
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
