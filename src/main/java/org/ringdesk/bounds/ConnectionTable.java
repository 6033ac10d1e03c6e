package org.ringdesk.bounds;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All open connections: those of clients that nobody knows are few, and when there are too many, the address that has the
 * most loses its oldest. So a flood pushes itself out and leaves room for whoever comes from elsewhere.
 */
final class ConnectionTable {
    private final BoundsSettings settings;
    private final Map<String, ClientConnection> all = new ConcurrentHashMap<>();
    private final Map<String, Set<ClientConnection>> unknown = new HashMap<>();
    private final Map<String, Integer> known = new HashMap<>();
    private final AtomicLong pushedOut = new AtomicLong();
    private final ArrayDeque<ClientConnection> leaving = new ArrayDeque<>();
    private int unknownCount;

    ConnectionTable(BoundsSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes room for a new connection and counts it.
     *
     * @param proxied whether it comes from a proxy of ours, which speaks for many and has no limit of its own
     */
    synchronized void add(SocketChannel channel, InetSocketAddress remote, boolean proxied) {
        long now = System.nanoTime();
        var connection = new ClientConnection(channel, Subnet.of(remote.getAddress()), now);
        Set<ClientConnection> same = unknown.getOrDefault(connection.subnet, Set.of());
        if (!proxied && same.size() >= settings.connectionsPerAddress()) {
            pushOut(same, now);
        } else if (unknownCount >= settings.connections()) {
            pushOut(largest(), now);
        }
        ClientConnection before = all.put(key(remote.getAddress().getHostAddress(), remote.getPort()), connection);
        if (before != null) {
            remove(before);
        }
        unknown.computeIfAbsent(connection.subnet, address -> new LinkedHashSet<>())
                .add(connection);
        unknownCount++;
    }

    /** The connection that a request came over; null for one that has just been closed. */
    @Nullable
    ClientConnection get(@Nullable String address, int port) {
        return all.get(key(address, port));
    }

    /** From now on it counts among those of an account; where that has its share already, all stays as it is. */
    synchronized void know(ClientConnection connection, String account) {
        int has = known.getOrDefault(account, 0);
        if (connection.isKnown() || has >= settings.connectionsPerAccount() || !forget(connection)) {
            return;
        }
        known.put(account, has + 1);
        connection.know(account);
    }

    Collection<ClientConnection> connections() {
        return all.values();
    }

    /** Takes out what has been closed. */
    void sweep() {
        all.values().removeIf(connection -> {
            if (!connection.isOpen()) {
                remove(connection);
            }
            return !connection.isOpen();
        });
    }

    /** How many had to go for new ones since this was last asked. */
    long takePushedOut() {
        return pushedOut.getAndSet(0);
    }

    /** How many were pushed out and are not gone yet. */
    synchronized int leaving() {
        leaving.removeIf(connection -> !connection.isOpen());
        return leaving.size();
    }

    synchronized int unknown() {
        return unknownCount;
    }

    private synchronized void remove(ClientConnection connection) {
        forget(connection);
        String account = connection.account();
        if (account != null) {
            known.computeIfPresent(account, (name, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** First what has been closed meanwhile, which costs nobody anything; else the oldest. */
    private void pushOut(Set<ClientConnection> candidates, long now) {
        ClientConnection victim = null;
        for (ClientConnection candidate : candidates) {
            if (!candidate.isOpen()) {
                forget(candidate);
                return;
            }
            victim = victim == null ? candidate : victim;
        }
        if (victim != null) {
            victim.evict(now);
            pushedOut.incrementAndGet();
            leaving.add(victim);
            forget(victim);
        }
    }

    private Set<ClientConnection> largest() {
        Set<ClientConnection> largest = Set.of();
        for (Set<ClientConnection> candidate : unknown.values()) {
            largest = candidate.size() > largest.size() ? candidate : largest;
        }
        return largest;
    }

    private boolean forget(ClientConnection connection) {
        Set<ClientConnection> same = unknown.get(connection.subnet);
        if (same == null || !same.remove(connection)) {
            return false;
        }
        if (same.isEmpty()) {
            unknown.remove(connection.subnet);
        }
        unknownCount--;
        return true;
    }

    private static String key(@Nullable String address, int port) {
        return address + "|" + port;
    }
}
