package org.ringdesk.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One attacker with an address of its own, 127.0.0.N: opens connections, says something, and keeps them as long as they last. Of
 * what it does nothing waits for long, so that it is as fast as the machine lets it be.
 */
final class Flood implements AutoCloseable {
    private static final int PATIENCE = 2_000;
    private static final int MOST_KEPT = 200;

    private final InetSocketAddress server;
    private final InetAddress from;
    private final Deque<Socket> kept = new ArrayDeque<>();

    Flood(int port, int number) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.from = InetAddress.ofLiteral("127.0.0." + (2 + number % 200));
    }

    /** Opens a connection, says this and keeps it open, in place of the oldest where there are many. */
    void keep(byte[] said) throws IOException {
        Socket socket = open(0);
        kept.add(socket);
        if (kept.size() > MOST_KEPT) {
            kept.remove().close();
        }
        socket.getOutputStream().write(said);
    }

    /** Says this on a connection that may be used again, and passes over what comes back. */
    void ask(byte[] said) throws IOException {
        Socket socket = kept.isEmpty() ? open(0) : kept.remove();
        socket.getOutputStream().write(said);
        byte[] answer = new byte[16_384];
        if (socket.getInputStream().read(answer) > 0) {
            kept.add(socket);
        } else {
            socket.close();
        }
    }

    /** Sends this head and then zeros for as long as they are taken. */
    void pour(String head, long bytes) throws IOException {
        try (Socket socket = open(0)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] block = new byte[65_536];
            for (long left = bytes; left > 0; left -= block.length) {
                socket.getOutputStream().write(block);
            }
        }
    }

    /** Asks and then reads a little each second. */
    void sip(byte[] said, long until) throws IOException, InterruptedException {
        try (Socket socket = open(2_048)) {
            socket.getOutputStream().write(said);
            InputStream answer = socket.getInputStream();
            byte[] little = new byte[1_500];
            while (System.nanoTime() < until && answer.read(little) > 0) {
                Thread.sleep(1_000);
            }
        }
    }

    private Socket open(int receiveBuffer) throws IOException {
        var socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setReuseAddress(true);
        socket.setSoTimeout(PATIENCE);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server, PATIENCE);
        return socket;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : kept) {
            socket.close();
        }
    }
}
