package org.ringdesk.pbx.asterisk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Deadline;
import org.ringdesk.pbx.Pace;
import org.ringdesk.pbx.Targets;

/** A socket to the Manager Interface that somebody is signed in at. No events come before they are asked for. */
final class AmiLink implements Closeable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final Duration SIGN_IN = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final String GREETING = "Asterisk Call Manager";

    private final Socket socket;
    private final Pace pace = new Pace();
    private final AmiReader reader;
    private final OutputStream out;
    private final boolean encrypted;
    private String banner = "";
    private int asked;

    /**
     * @param socket closed in the end; one that encrypts would wait for whoever writes to it
     * @param talks the same, or what encrypts on top of it
     */
    private AmiLink(Socket socket, Socket talks, boolean encrypted) throws IOException {
        this.socket = socket;
        this.reader = new AmiReader(pace.of(talks.getInputStream()));
        this.out = talks.getOutputStream();
        this.encrypted = encrypted;
    }

    static AmiLink open(AsteriskSettings settings, String secret) throws ConnectionFailed {
        if (settings.host().isEmpty() || settings.user().isEmpty()) {
            throw new ConnectionFailed(true, "pbx.connection.unset");
        }
        var socket = new Socket();
        boolean signedIn = false;
        try (Deadline deadline = Deadline.in(SIGN_IN, socket)) {
            try {
                AmiLink link = connected(socket, settings);
                link.signIn(settings.user(), secret);
                signedIn = true;
                return link;
            } catch (IOException e) {
                throw ConnectionFailed.of(deadline.of(e), settings.host(), settings.port());
            }
        } finally {
            if (!signedIn) {
                close(socket);
            }
        }
    }

    private static AmiLink connected(Socket socket, AsteriskSettings settings) throws IOException {
        socket.connect(Targets.of(settings.host(), settings.port()), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        return settings.tls()
                ? new AmiLink(socket, encrypted(socket, settings), true)
                : new AmiLink(socket, socket, false);
    }

    private static Socket encrypted(Socket socket, AsteriskSettings settings) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var tls = (SSLSocket) factory.createSocket(socket, settings.host(), settings.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private void signIn(String user, String secret) throws IOException, ConnectionFailed {
        banner = reader.banner();
        if (!banner.startsWith(GREETING)) {
            throw new ConnectionFailed(true, "pbx.asterisk.no-ami", banner.substring(0, Math.min(40, banner.length())));
        }
        AmiMessage challenge = ask("Challenge", "AuthType", "MD5");
        String asked = challenge.text("Challenge");
        if (asked.isEmpty() && !encrypted) {
            throw new ConnectionFailed(true, "pbx.asterisk.no-challenge");
        }
        AmiMessage answer = asked.isEmpty()
                ? ask("Login", "Username", user, "Secret", secret, "Events", "off")
                : ask("Login", "AuthType", "MD5", "Username", user, "Key", md5(asked + secret), "Events", "off");
        if (!answer.is("Response", "Success")) {
            String key = answer.text("Message").contains("In Use") ? "pbx.asterisk.in-use" : "pbx.asterisk.password";
            throw new ConnectionFailed(true, key, user);
        }
    }

    /** What the protocol wants. The secret itself goes over the wire only where that is encrypted, to a PBX without this. */
    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is missing from this Java runtime", e);
        }
    }

    String banner() {
        return banner;
    }

    /** Sends an action and reads up to its answer, which has to come in time; only while nobody else reads. */
    AmiMessage ask(String action, String... fields) throws IOException {
        return in(ANSWER, () -> answer(action, fields));
    }

    /** Something that reads. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** @throws SocketTimeoutException where it is not done in that time, whatever came meanwhile; the link is closed then */
    <T> T in(Duration time, Reading<T> reading) throws IOException {
        try (Deadline deadline = Deadline.in(time, socket)) {
            try {
                return reading.read();
            } catch (IOException e) {
                throw deadline.of(e);
            }
        }
    }

    private AmiMessage answer(String action, String... fields) throws IOException {
        String id = "ringdesk-" + ++asked;
        send(action, id, fields);
        while (true) {
            AmiMessage message = next();
            if (!message.text("Response").isEmpty() && message.text("ActionID").equals(id)) {
                return message;
            }
        }
    }

    void send(String action, String id, String... fields) throws IOException {
        var all = new String[fields.length + 4];
        all[0] = "Action";
        all[1] = action;
        all[2] = "ActionID";
        all[3] = id;
        System.arraycopy(fields, 0, all, 4, fields.length);
        byte[] bytes = AmiMessage.of(all).wire().getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /** @throws EOFException where the PBX hung up */
    AmiMessage next() throws IOException {
        AmiMessage message = reader.next();
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
