package org.ringdesk.pbx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Stores what a connection tells of telephones. They change several times with each call, so that what they are like is
 * stored a few times a second at most, and never by the thread that reads.
 */
final class PresenceDeliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceDeliveries.class);
    private static final long PAUSE_MILLIS = 250;

    private final String source;
    private final Presences presences;
    private final Map<String, Presence> waiting = new LinkedHashMap<>();
    private final Thread thread;

    /** Whether those that wait are all that there are. */
    private boolean whole;

    private boolean closed;

    PresenceDeliveries(String name, String source, Presences presences) {
        this.source = source;
        this.presences = presences;
        this.thread = Thread.ofVirtual().name(name + "-presence").start(this::work);
    }

    synchronized void add(Presence presence) {
        waiting.put(presence.extension(), presence);
        notifyAll();
    }

    synchronized void all(Collection<Presence> all) {
        waiting.clear();
        all.forEach(presence -> waiting.put(presence.extension(), presence));
        whole = true;
        notifyAll();
    }

    private void work() {
        try {
            while (awaits()) {
                store();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false once there will be nothing more */
    private synchronized boolean awaits() throws InterruptedException {
        while (waiting.isEmpty() && !whole && !closed) {
            wait();
        }
        return !closed;
    }

    private void store() {
        List<Presence> now;
        boolean all;
        synchronized (this) {
            now = new ArrayList<>(waiting.values());
            all = whole;
            waiting.clear();
            whole = false;
        }
        try {
            if (all) {
                presences.settle(source, now);
            } else {
                presences.tell(source, now);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("what {} says of telephones could not be stored; it is told again soon", source, e);
        }
    }

    /** From now on nothing is known. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
            presences.forget(source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("what {} said of telephones could not be forgotten", source, e);
        }
    }
}
