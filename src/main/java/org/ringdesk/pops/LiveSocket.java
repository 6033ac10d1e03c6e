package org.ringdesk.pops;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one stream once its response has begun. Tomcat hands it over as it does for WebSocket, and keeps neither
 * a thread nor the buffers of a request for it, which would be some 90 kB each. Nothing here waits: what the other side does not
 * take is kept, up to a limit, and whoever falls behind it is cut off.
 *
 * <p>Public only because Tomcat makes it.
 */
public final class LiveSocket implements InternalHttpUpgradeHandler {
    private static final int MOST_WAITING = 256;
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private @Nullable SocketWrapperBase<?> socket;
    private @Nullable Runnable whenOver;
    private boolean begun;
    private boolean over;
    private long stuckSince;
    private volatile long lastWritten = System.nanoTime();

    /** @param action run once, when the connection is over, on whatever thread notices */
    void whenOver(Runnable action) {
        whenOver = action;
    }

    /** Writes as soon as the other side takes it; never waits. */
    synchronized void write(byte[] bytes) {
        if (over) {
            return;
        }
        waiting.add(bytes);
        if (waiting.size() > MOST_WAITING) {
            close();
        } else if (begun) {
            drain();
        }
    }

    boolean silentFor(Duration time) {
        return System.nanoTime() - lastWritten >= time.toNanos();
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Whether the other side has taken nothing for too long. */
    synchronized boolean stuck() {
        return stuckSince != 0 && System.nanoTime() - stuckSince > PATIENCE;
    }

    void close() {
        SocketWrapperBase<?> mine;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            mine = socket;
        }
        if (mine != null) {
            mine.close();
        }
        if (whenOver != null) {
            whenOver.run();
        }
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
    }

    @Override
    public synchronized void init(WebConnection connection) {
        begun = true;
        drain();
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        boolean goesOn = switch (event) {
            case OPEN_READ -> read();
            case OPEN_WRITE -> goOn();
            case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> false;
        };
        if (!goesOn) {
            close();
        }
        return goesOn ? SocketState.UPGRADED : SocketState.CLOSED;
    }

    /** A stream's client says nothing any more; what can be read is the end, or somebody who only wants to keep us busy. */
    private boolean read() {
        SocketWrapperBase<?> from = socket;
        if (from == null) {
            return false;
        }
        try {
            byte[] ignored = new byte[1];
            return from.read(false, ignored, 0, ignored.length) == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private synchronized boolean goOn() {
        drain();
        return !over;
    }

    private void drain() {
        SocketWrapperBase<?> to = socket;
        if (to == null || over) {
            return;
        }
        try {
            while (!to.flush(false)) {
                stuckSince = 0;
                byte[] next = waiting.poll();
                if (next == null) {
                    return;
                }
                to.write(false, next, 0, next.length);
                lastWritten = System.nanoTime();
            }
            stuckSince = stuckSince == 0 ? System.nanoTime() : stuckSince;
            to.registerWriteInterest();
        } catch (IOException gone) {
            close();
        }
    }

    @Override
    public void destroy() {
        close();
    }

    @Override
    public void pause() {
        close();
    }

    @Override
    public void timeoutAsync(long now) {
        // There is nothing to time out: whoever does not read is cut off by LiveStreams.
    }

    @Override
    public void setSslSupport(SSLSupport ssl) {
        // The session has been checked when the stream began.
    }

    @Override
    public boolean hasAsyncIO() {
        return false;
    }
}
