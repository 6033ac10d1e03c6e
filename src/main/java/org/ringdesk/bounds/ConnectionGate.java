package org.ringdesk.bounds;

import jakarta.annotation.PreDestroy;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Watches over open connections: a second never passes without a look at how long each has been at it. Tomcat's own
 * time-out counts anew with each byte; these count from the first one.
 */
@Component
class ConnectionGate {
    /** Where a request carries its connection, for the filters. */
    static final String ATTRIBUTE = ClientConnection.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGate.class);
    private static final long SAID_EACH = TimeUnit.MINUTES.toNanos(1);
    private static final long MEGABYTE = 1024 * 1024;

    private final ConnectionTable table;
    private final BoundsSettings settings;
    private final Proxies proxies;
    private @Nullable BoundedEndpoint endpoint;
    private @Nullable ScheduledExecutorService sweeper;
    private long said = System.nanoTime() - SAID_EACH;

    ConnectionGate(BoundsSettings settings, Proxies proxies) {
        this.settings = settings;
        this.proxies = proxies;
        this.table = new ConnectionTable(settings);
    }

    void start(BoundedEndpoint watched) {
        endpoint = watched;
        watched.use(this);
        sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connection-sweeper").factory());
        sweeper.scheduleWithFixedDelay(this::sweepOrSay, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (sweeper != null) {
            sweeper.shutdownNow();
        }
    }

    void add(SocketChannel channel, InetSocketAddress remote) {
        table.add(channel, remote, proxies.contains(remote.getAddress().getHostAddress()));
    }

    int leaving() {
        return table.leaving();
    }

    @Nullable
    ClientConnection of(Request request) {
        return table.get(request.getPeerAddr(), request.getRemotePort());
    }

    void know(ClientConnection connection, String name) {
        table.know(connection, name);
    }

    private void sweepOrSay() {
        try {
            sweep(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("Open connections could not be looked at", e);
        }
    }

    private void sweep(long now) {
        table.sweep();
        table.connections().forEach(connection -> look(connection, now));
        if (now - said >= SAID_EACH) {
            long pushedOut = table.takePushedOut();
            if (pushedOut > 0) {
                said = now;
                LOG.warn(
                        "{} connections of clients that are not signed in had to make room for new ones; {} are open",
                        pushedOut,
                        table.unknown());
            }
        }
    }

    private void look(ClientConnection connection, long now) {
        notice(connection, now);
        if (connection.isEvicted() || now - connection.changed() > allowed(connection)) {
            connection.evict(now);
        }
    }

    /** Headers that have begun but not ended have a processor that waits for more of them. */
    private void notice(ClientConnection connection, long now) {
        SocketWrapperBase<?> wrapper = endpoint == null ? null : endpoint.wrapper(connection.channel);
        boolean waits = wrapper != null
                && wrapper.getCurrentProcessor() instanceof Processor processor
                && !processor.isUpgrade()
                && !processor.isAsync();
        connection.headers(waits, now);
    }

    private long allowed(ClientConnection connection) {
        org.apache.coyote.Request request = connection.request();
        if (request == null && connection.readsHeaders()) {
            return settings.head().toNanos();
        }
        if (request == null || request.isFinished()) {
            return connection.isKnown() ? Long.MAX_VALUE : settings.answer().toNanos();
        }
        long megabytes = connection.isKnown() ? request.getBytesRead() / MEGABYTE : 0;
        return settings.body().multipliedBy(1 + megabytes).toNanos();
    }
}
