package org.ringdesk.pbx.freeswitch;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Deadline;
import org.ringdesk.pbx.Pace;

/**
 * A socket to the event socket that somebody is signed in at. Commands are answered in the order in which they were sent,
 * with events in between; no events come before they are asked for.
 */
final class EslLink implements Closeable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final Duration SIGN_IN = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    /** A PBX that leaves more commands unanswered answers none. */
    private static final int MOST_UNANSWERED = 1_000;

    private final Socket socket;
    private final Pace pace = new Pace();
    private final EslReader reader;
    private final OutputStream out;

    /** What was sent and is not answered yet. */
    private final Deque<String> unanswered = new ArrayDeque<>();

    private EslLink(Socket socket, int longest) throws IOException {
        this.socket = socket;
        this.reader = new EslReader(pace.of(socket.getInputStream()), longest);
        this.out = socket.getOutputStream();
    }

    /** An answer, and the command that it is to. */
    record Answer(String command, EslMessage message) {}

    /** To have something done, of which nothing long is told. */
    static EslLink open(FreeSwitchSettings settings, String secret) throws ConnectionFailed {
        return open(settings, secret, EslReader.LONGEST_REPLY);
    }

    /** @param longest answers, in bytes */
    static EslLink open(FreeSwitchSettings settings, String secret, int longest) throws ConnectionFailed {
        if (settings.host().isEmpty()) {
            throw new ConnectionFailed(true, "pbx.connection.unset");
        }
        var socket = new Socket();
        boolean signedIn = false;
        try (Deadline deadline = Deadline.in(SIGN_IN, socket)) {
            try {
                socket.connect(new InetSocketAddress(settings.host(), settings.port()), CONNECT_MILLIS);
                socket.setTcpNoDelay(true);
                var link = new EslLink(socket, longest);
                link.signIn(settings, secret);
                signedIn = true;
                return link;
            } catch (EslReader.NotEventSocket e) {
                throw new ConnectionFailed(true, "pbx.freeswitch.no-esl", place(settings));
            } catch (IOException e) {
                throw ConnectionFailed.of(deadline.of(e), settings.host(), settings.port());
            }
        } finally {
            if (!signedIn) {
                close(socket);
            }
        }
    }

    private static String place(FreeSwitchSettings settings) {
        return settings.host() + ':' + settings.port();
    }

    private void signIn(FreeSwitchSettings settings, String secret) throws IOException, ConnectionFailed {
        EslMessage greeting = reader.next();
        if (greeting == null || greeting.is(EslMessage.REJECTED)) {
            throw new ConnectionFailed(true, "pbx.freeswitch.acl", place(settings));
        }
        if (!greeting.is(EslMessage.AUTH_REQUEST)) {
            throw new EslReader.NotEventSocket();
        }
        if (!socket.getInetAddress().isLoopbackAddress() && !settings.clear()) {
            throw new ConnectionFailed(true, "pbx.freeswitch.clear", place(settings));
        }
        if (!ask("auth " + secret.replaceAll("\\p{Cntrl}", "")).reply().startsWith("+OK")) {
            throw new ConnectionFailed(true, "pbx.freeswitch.password");
        }
    }

    /**
     * Sends a command and reads up to its answer; only while nobody else reads.
     *
     * @throws SocketTimeoutException where it does not come in time, whatever else did; the link is closed then
     */
    EslMessage ask(String command) throws IOException {
        try (Deadline deadline = Deadline.in(ANSWER, socket)) {
            try {
                return answered(command);
            } catch (IOException e) {
                throw deadline.of(e);
            }
        }
    }

    private EslMessage answered(String command) throws IOException {
        send(command);
        while (true) {
            EslMessage message = next();
            Answer answer = answer(message);
            if (answer != null && answer.command().equals(command)) {
                return message;
            }
        }
    }

    void send(String command) throws IOException {
        byte[] bytes = (command + "\n\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            synchronized (unanswered) {
                if (unanswered.size() >= MOST_UNANSWERED) {
                    throw new SocketTimeoutException("nothing is answered");
                }
                unanswered.addLast(command);
            }
            out.write(bytes);
            out.flush();
        }
    }

    /** Null where the message is no answer. Each is to be asked for once. */
    @Nullable
    Answer answer(EslMessage message) {
        if (!message.is(EslMessage.COMMAND_REPLY) && !message.is(EslMessage.API_RESPONSE)) {
            return null;
        }
        synchronized (unanswered) {
            String command = unanswered.pollFirst();
            return command == null ? null : new Answer(command, message);
        }
    }

    /** @throws EOFException where the PBX hung up */
    EslMessage next() throws IOException {
        EslMessage message = reader.next();
        if (message == null) {
            throw new EOFException("the PBX hung up");
        }
        pace.message();
        return message;
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
