package org.ringdesk.bounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that say something and then nothing, from any loopback address. */
final class Flood implements AutoCloseable {
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    Flood(int port) {
        this.port = port;
    }

    /** @param from the last number of the address, 127.0.0.from */
    Socket open(int from, String text) {
        return open(from, text, 0);
    }

    /** Somebody who takes hardly anything of the answer. */
    Socket openAndReadNothing(int from, String text) {
        return open(from, text, 4_096);
    }

    private Socket open(int from, String text, int receiveBuffer) {
        try {
            var socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + from), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 5_000);
            sockets.add(socket);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("no connection", e);
        }
    }

    /** How many the server has not ended. */
    long open() {
        return sockets.stream().filter(socket -> !isEnded(socket, 1)).count();
    }

    /** Whether the server ended it; what it said before is passed over. */
    static boolean isEnded(Socket socket, int millis) {
        try {
            socket.setSoTimeout(millis);
            while (socket.getInputStream().read() >= 0) {}
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
