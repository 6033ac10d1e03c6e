package org.ringdesk.bounds;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/** One connection and how far its current request has come; times are those of {@link System#nanoTime}. */
final class ClientConnection {
    final SocketChannel channel;
    final String subnet;
    final long since;

    private volatile @Nullable String account;
    private volatile @Nullable Request request;
    private volatile boolean reading;
    private volatile long changed;
    private volatile long evicted;

    ClientConnection(SocketChannel channel, String subnet, long now) {
        this.channel = channel;
        this.subnet = subnet;
        this.since = now;
        this.changed = now;
    }

    void begin(Request begun, long now) {
        changed = now;
        reading = false;
        request = begun;
    }

    void end(long now) {
        request = null;
        changed = now;
    }

    /** The request whose headers are here and whose answer is not complete. */
    @Nullable
    Request request() {
        return request;
    }

    /** Since when it is as it is: idle, sending headers, or in a request. */
    long changed() {
        return changed;
    }

    /** Tells that headers have begun to arrive; the time counts from when this was first noticed. */
    void headers(boolean some, long now) {
        if (some != reading && request == null) {
            reading = some;
            changed = now;
        }
    }

    boolean readsHeaders() {
        return reading && request == null;
    }

    boolean isKnown() {
        return account != null;
    }

    @Nullable
    String account() {
        return account;
    }

    void know(String name) {
        account = name;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isEvicted() {
        return evicted != 0;
    }

    /**
     * Ends it as if the other side had: whoever waits for a byte of it wakes up, which a mere close would not bring about, and
     * Tomcat tidies up as ever. Who was told so and still writes a second later gets no more through either.
     */
    void evict(long now) {
        try {
            if (evicted == 0) {
                evicted = now;
                channel.shutdownInput();
            } else if (now - evicted > 1_000_000_000L) {
                channel.shutdownOutput();
            }
        } catch (IOException gone) {
            // Then it is over already.
        }
    }
}
