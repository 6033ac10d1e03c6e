package org.ringdesk.pbx.freeswitch;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Targets;

/**
 * A socket to the event socket that somebody is signed in at. Commands are answered in the order in which they were sent,
 * with events in between; no events come before they are asked for.
 */
final class EslLink implements Closeable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 4_000;

    private final Socket socket;
    private final EslReader reader;
    private final OutputStream out;

    /** What was sent and is not answered yet. */
    private final Deque<String> unanswered = new ArrayDeque<>();

    private EslLink(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new EslReader(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** An answer, and the command that it is to. */
    record Answer(String command, EslMessage message) {}

    static EslLink open(FreeSwitchSettings settings, String secret) throws ConnectionFailed {
        if (settings.host().isEmpty()) {
            throw new ConnectionFailed(true, "pbx.connection.unset");
        }
        @Nullable EslLink link = null;
        boolean signedIn = false;
        try {
            link = new EslLink(socket(settings));
            link.signIn(settings, secret);
            signedIn = true;
            return link;
        } catch (EslReader.NotEventSocket e) {
            throw new ConnectionFailed(true, "pbx.freeswitch.no-esl", place(settings));
        } catch (IOException e) {
            throw ConnectionFailed.of(e, settings.host(), settings.port());
        } finally {
            if (link != null && !signedIn) {
                link.close();
            }
        }
    }

    private static String place(FreeSwitchSettings settings) {
        return settings.host() + ':' + settings.port();
    }

    private static Socket socket(FreeSwitchSettings settings) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(Targets.of(settings.host(), settings.port()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void signIn(FreeSwitchSettings settings, String secret) throws IOException, ConnectionFailed {
        EslMessage greeting = reader.next();
        if (greeting == null || greeting.is(EslMessage.REJECTED)) {
            throw new ConnectionFailed(true, "pbx.freeswitch.acl", place(settings));
        }
        if (!greeting.is(EslMessage.AUTH_REQUEST)) {
            throw new EslReader.NotEventSocket();
        }
        if (!ask("auth " + secret.replaceAll("\\p{Cntrl}", "")).reply().startsWith("+OK")) {
            throw new ConnectionFailed(true, "pbx.freeswitch.password");
        }
    }

    /** Sends a command and reads up to its answer; only while nobody else reads. */
    EslMessage ask(String command) throws IOException {
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
        return message;
    }

    /** From now on it may be silent for as long as it likes; somebody else sees to that. */
    void waitForEver() throws IOException {
        socket.setSoTimeout(0);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
