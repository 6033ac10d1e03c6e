package org.ringdesk.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts at given times, whether or not what went before was answered: a slow server does not get fewer requests. Connections
 * are kept; there are as many as were needed at once.
 */
final class Posts implements AutoCloseable {
    private static final long LONGEST_IDLE = Duration.ofSeconds(10).toNanos();

    private final URI base;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failed = new AtomicInteger();

    Posts(URI base) {
        this.base = base;
    }

    /** Waits for the time, by {@link System#nanoTime}, and sends without waiting for the answer. */
    void send(long at, String path, String body) {
        for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        byte[] request = ("POST " + path + " HTTP/1.1\r\nHost: localhost:" + base.getPort()
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
        senders.execute(() -> post(request));
    }

    private void post(byte[] request) {
        try {
            Connection connection = connection();
            if (!connection.succeeds(request)) {
                failed.incrementAndGet();
            }
            if (connection.goesOn) {
                idle.addFirst(connection);
            } else {
                connection.socket.close();
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        }
    }

    /** The one that was last used; one that was idle for long may just be closed by the server. */
    private Connection connection() throws IOException {
        Connection last = idle.pollFirst();
        while (last != null && System.nanoTime() - last.usedAt > LONGEST_IDLE) {
            last.socket.close();
            last = idle.pollFirst();
        }
        return last == null ? new Connection(new Socket(InetAddress.getLoopbackAddress(), base.getPort())) : last;
    }

    /** How many were refused or not answered at all. */
    int failed() {
        return failed.get();
    }

    @Override
    public void close() throws IOException {
        senders.close();
        for (Connection connection : idle) {
            connection.socket.close();
        }
    }

    private static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private boolean goesOn = true;
        private long usedAt;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream(), 2_048);
        }

        boolean succeeds(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            usedAt = System.nanoTime();
            boolean success = line().startsWith("HTTP/1.1 200");
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring("content-length:".length()).strip());
                }
                chunked |= header.startsWith("transfer-encoding:");
                goesOn &= !header.equals("connection: close");
            }
            in.skipNBytes(length);
            while (chunked) {
                int chunk = Integer.parseInt(line(), 16);
                in.skipNBytes(chunk + 2L);
                chunked = chunk > 0;
            }
            return success;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }
    }
}
