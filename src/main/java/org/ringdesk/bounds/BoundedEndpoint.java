package org.ringdesk.bounds;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tomcat's endpoint, which counts each connection before anything is kept for it. */
final class BoundedEndpoint extends NioEndpoint {
    private static final int MOST_LEAVING = 256;
    private static final int MOST_MILLIS = 100;

    /** In bytes; the kernel takes as many again for itself. */
    private static final int SENT_AHEAD = 64 * 1024;

    private @Nullable ConnectionGate gate;

    void use(ConnectionGate gate) {
        this.gate = gate;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        return count(socket) && room(socket) && super.setSocketOptions(socket);
    }

    /** A page fits into what the kernel keeps, so that whoever reads it slowly holds no turn meanwhile. */
    private static boolean room(SocketChannel socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SENT_AHEAD);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Nullable
    SocketWrapperBase<?> wrapper(SocketChannel socket) {
        return connections.get(socket);
    }

    private boolean count(SocketChannel socket) {
        ConnectionGate counting = gate;
        if (counting == null) {
            return true;
        }
        try {
            if (!(socket.getRemoteAddress() instanceof InetSocketAddress remote)) {
                return false;
            }
            counting.add(socket, remote);
            letGo(counting);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Those that had to make room hold their buffers until they notice: a flood waits for that in the kernel's queue. */
    private static void letGo(ConnectionGate counting) {
        try {
            for (int millis = 0; millis < MOST_MILLIS && counting.leaving() > MOST_LEAVING; millis++) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
