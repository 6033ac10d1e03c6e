package org.ringdesk.bench;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connection of a stream of {@link EchoFloor}. Public only because Tomcat makes it. */
public final class EchoSocket implements InternalHttpUpgradeHandler {
    private final Queue<byte[]> early = new ArrayDeque<>();
    private @Nullable SocketWrapperBase<?> socket;
    private boolean begun;

    synchronized void write(byte[] bytes) throws IOException {
        SocketWrapperBase<?> to = socket;
        if (!begun || to == null) {
            early.add(bytes);
            return;
        }
        to.write(true, bytes, 0, bytes.length);
        to.flush(true);
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
    }

    @Override
    public synchronized void init(WebConnection connection) {
        begun = true;
        try {
            for (byte[] bytes = early.poll(); bytes != null; bytes = early.poll()) {
                write(bytes);
            }
        } catch (IOException gone) {
            destroy();
        }
    }

    /** Clients say nothing: what can be read is the end. */
    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        SocketWrapperBase<?> from = socket;
        try {
            byte[] ignored = new byte[64];
            if (event == SocketEvent.OPEN_READ && from != null && from.read(false, ignored, 0, ignored.length) >= 0) {
                return SocketState.UPGRADED;
            }
        } catch (IOException gone) {
            // So is the end.
        }
        destroy();
        return SocketState.CLOSED;
    }

    @Override
    public void destroy() {
        SocketWrapperBase<?> mine = socket;
        if (mine != null) {
            mine.close();
        }
    }

    @Override
    public void pause() {
        destroy();
    }

    @Override
    public void timeoutAsync(long now) {
        // Nothing times out.
    }

    @Override
    public void setSslSupport(SSLSupport ssl) {
        // There is none.
    }

    @Override
    public boolean hasAsyncIO() {
        return false;
    }
}
