package org.ringdesk.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A phone system of which only the wire is real: it lets Ringdesk sign in, and sends what it is told to. It lists its channels
 * once, before there are any; later it refuses, because it does not follow what it sends.
 */
abstract sealed class ReplayedPbx implements AutoCloseable {
    private static final int SECONDS_TO_COME = 60;

    private final ServerSocket server;
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile @Nullable OutputStream listener;

    /** Whether channels were listed. */
    boolean listed;

    ReplayedPbx() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("phone system").start(this::accept);
    }

    /** The kind of feed that connects to it. */
    abstract String kind();

    /** What an administrator would set besides host and port. */
    abstract Map<String, String> settings();

    /** How it begins. */
    abstract String greeting();

    /** Answers what was asked; true where events are wanted from now on. */
    abstract boolean answer(Map<String, String> command, OutputStream out) throws IOException;

    /** @param first of the lines of a command */
    abstract Map<String, String> command(String first, BufferedReader in) throws IOException;

    /** What is to be sent of a message. */
    abstract byte[] framed(byte[] message);

    int port() {
        return server.getLocalPort();
    }

    /** Waits until somebody wants events. */
    void awaitListener() throws IOException, InterruptedException {
        if (!listening.await(SECONDS_TO_COME, TimeUnit.SECONDS)) {
            throw new IOException("Ringdesk did not connect to the " + kind());
        }
    }

    /** Waits where the other end does not read. */
    void send(byte[] message) throws IOException {
        OutputStream out = listener;
        if (out == null) {
            throw new IOException("nobody is connected to the " + kind());
        }
        synchronized (this) {
            out.write(framed(message));
        }
    }

    /** Sends what waits to be sent. */
    void flush() throws IOException {
        OutputStream out = listener;
        synchronized (this) {
            if (out != null) {
                out.flush();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().name("link").start(() -> serve(socket));
            }
        } catch (IOException closed) {
            listener = null;
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.write(greeting().getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    Map<String, String> command = command(line, in);
                    boolean listens;
                    synchronized (this) {
                        listens = answer(command, out);
                        out.flush();
                    }
                    if (listens) {
                        listener = out;
                        listening.countDown();
                    }
                }
            }
        } catch (IOException gone) {
            listener = null;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** An Asterisk's Manager Interface. */
    static final class Asterisk extends ReplayedPbx {
        Asterisk() throws IOException {}

        @Override
        String kind() {
            return "asterisk";
        }

        @Override
        Map<String, String> settings() {
            return Map.of("user", "bench");
        }

        @Override
        String greeting() {
            return "Asterisk Call Manager/11.0.0\r\n";
        }

        @Override
        Map<String, String> command(String first, BufferedReader in) throws IOException {
            Map<String, String> command = new HashMap<>();
            for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(": ");
                command.put(line.substring(0, Math.max(colon, 0)), line.substring(colon + 2));
            }
            return command;
        }

        @Override
        boolean answer(Map<String, String> command, OutputStream out) throws IOException {
            String action = command.getOrDefault("Action", "");
            boolean lists = action.equals("CoreShowChannels");
            String id = "ActionID: " + command.getOrDefault("ActionID", "") + "\r\n";
            String said = switch (action) {
                case "Challenge" -> "Challenge: 4711\r\n";
                case "CoreSettings" -> "AsteriskVersion: 22.0.0-bench\r\n";
                case "ListCommands" -> "CoreShowChannels: (Priv: reporting)\r\nGetvar: (Priv: call,reporting)\r\n";
                case "Getvar" -> "Value: allowed\r\n";
                default -> "";
            };
            write(out, "Response: " + (lists && listed ? "Error" : "Success") + "\r\n" + id + said + "\r\n");
            if (action.equals("Setvar")) {
                write(out, "Event: DeviceStateChange\r\nDevice: Custom:ringdesk\r\n\r\n");
            } else if (lists && !listed) {
                write(out, "Event: CoreShowChannelsComplete\r\n" + id + "\r\n");
                listed = true;
            }
            return lists;
        }

        @Override
        byte[] framed(byte[] message) {
            return message;
        }
    }

    /** A FreeSWITCH's event socket. */
    static final class FreeSwitch extends ReplayedPbx {
        FreeSwitch() throws IOException {}

        @Override
        String kind() {
            return "freeswitch";
        }

        @Override
        Map<String, String> settings() {
            return Map.of();
        }

        @Override
        String greeting() {
            return "Content-Type: auth/request\n\n";
        }

        @Override
        Map<String, String> command(String first, BufferedReader in) {
            return Map.of("command", first);
        }

        @Override
        boolean answer(Map<String, String> said, OutputStream out) throws IOException {
            String command = said.getOrDefault("command", "");
            if (!command.startsWith("api ")) {
                write(out, "Content-Type: command/reply\nReply-Text: +OK accepted\n\n");
                return false;
            }
            boolean lists = command.startsWith("api show channels as");
            String answer = switch (command.split(" ", -1)[1]) {
                case "version" -> "FreeSWITCH Version 1.10.0-bench (64bit)\n";
                case "show" -> lists ? listed ? "-ERR\n" : "{\"row_count\":0}" : "\n0 total.\n";
                case "uuid_dump" -> "-ERR No such channel!\n";
                default -> System.currentTimeMillis() / 1_000 + "\n";
            };
            write(out, "Content-Type: api/response\nContent-Length: " + answer.length() + "\n\n" + answer);
            listed |= lists;
            return lists;
        }

        @Override
        byte[] framed(byte[] message) {
            byte[] head = ("Content-Length: " + message.length + "\nContent-Type: text/event-plain\n\n")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] all = new byte[head.length + message.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(message, 0, all, head.length, message.length);
            return all;
        }
    }
}
