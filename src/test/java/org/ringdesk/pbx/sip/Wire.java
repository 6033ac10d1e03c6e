package org.ringdesk.pbx.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where a fake phone system listens: UDP, TCP or TLS. */
abstract class Wire implements AutoCloseable {
    private Listener listener = (from, message) -> {};

    /** Whom messages are handed to. */
    interface Listener {
        void heard(Peer from, SipMessage message);
    }

    /** Somebody to send to. */
    interface Peer {
        void send(byte[] bytes);
    }

    static Wire udp() {
        return new Datagrams();
    }

    static Wire tcp() {
        try {
            return new Streams(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Wire on(ServerSocket server) {
        return new Streams(server);
    }

    void to(Listener other) {
        listener = other;
    }

    final void heard(Peer from, SipMessage message) {
        listener.heard(from, message);
    }

    abstract int port();

    /** Breaks what can be broken. */
    abstract void cut();

    @Override
    public abstract void close();

    private static final class Datagrams extends Wire {
        private final DatagramSocket socket;
        private final int port;
        private final Thread reader;

        Datagrams() {
            try {
                socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            port = socket.getLocalPort();
            reader = Thread.ofPlatform().daemon().start(this::read);
        }

        private void read() {
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            try {
                while (true) {
                    packet.setLength(65_535);
                    socket.receive(packet);
                    SipMessage message = SipMessage.parse(Arrays.copyOf(packet.getData(), packet.getLength()));
                    if (message != null) {
                        heard(peer(packet.getSocketAddress()), message);
                    }
                }
            } catch (IOException e) {
                // It was closed.
            }
        }

        private Peer peer(SocketAddress address) {
            return bytes -> {
                try {
                    socket.send(new DatagramPacket(bytes, bytes.length, address));
                } catch (IOException e) {
                    // Nobody is there any more.
                }
            };
        }

        @Override
        int port() {
            return port;
        }

        @Override
        void cut() {
            // There is nothing to cut.
        }

        @Override
        public void close() {
            socket.close();
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Streams extends Wire {
        private final ServerSocket server;
        private final Set<Socket> links = ConcurrentHashMap.newKeySet();

        Streams(ServerSocket server) {
            this.server = server;
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket link = server.accept();
                    links.add(link);
                    Thread.ofVirtual().start(() -> serve(link));
                }
            } catch (IOException e) {
                cut();
            }
        }

        private void serve(Socket link) {
            try (link) {
                // A telephone keeps the connection alive so.
                link.getOutputStream().write("\r\n".getBytes(StandardCharsets.UTF_8));
                var reader = new SipReader(link.getInputStream());
                for (SipMessage message = reader.next(); message != null; message = reader.next()) {
                    heard(bytes -> write(link, bytes), message);
                }
            } catch (IOException e) {
                // The link is gone.
            } finally {
                links.remove(link);
            }
        }

        private static void write(Socket link, byte[] bytes) {
            try {
                synchronized (link) {
                    link.getOutputStream().write(bytes);
                }
            } catch (IOException e) {
                // The link is gone.
            }
        }

        @Override
        int port() {
            return server.getLocalPort();
        }

        @Override
        void cut() {
            for (Socket link : links) {
                try {
                    link.close();
                } catch (IOException e) {
                    // It is as good as cut.
                }
            }
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            cut();
        }
    }
}
