package org.ringdesk.pbx.asterisk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Targets;

/** A socket to the Manager Interface that somebody is signed in at. No events come before they are asked for. */
final class AmiLink implements Closeable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 4_000;
    private static final String GREETING = "Asterisk Call Manager";

    private final Socket socket;
    private final AmiReader reader;
    private final OutputStream out;
    private final String banner;
    private int asked;

    private AmiLink(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new AmiReader(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.banner = reader.banner();
    }

    static AmiLink open(AsteriskSettings settings, String secret) throws ConnectionFailed {
        if (settings.host().isEmpty() || settings.user().isEmpty()) {
            throw new ConnectionFailed(true, "pbx.connection.unset");
        }
        @Nullable AmiLink link = null;
        try {
            link = new AmiLink(socket(settings));
            link.signIn(settings.user(), secret);
            return link;
        } catch (IOException e) {
            if (link != null) {
                link.close();
            }
            throw ConnectionFailed.of(e, settings.host(), settings.port());
        } catch (ConnectionFailed e) {
            if (link != null) {
                link.close();
            }
            throw e;
        }
    }

    private static Socket socket(AsteriskSettings settings) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(Targets.of(settings.host(), settings.port()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            return settings.tls() ? encrypted(socket, settings) : socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
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
        if (!banner.startsWith(GREETING)) {
            throw new ConnectionFailed(true, "pbx.asterisk.no-ami", banner.substring(0, Math.min(40, banner.length())));
        }
        AmiMessage challenge = ask("Challenge", "AuthType", "MD5");
        String asked = challenge.text("Challenge");
        AmiMessage answer = asked.isEmpty()
                ? ask("Login", "Username", user, "Secret", secret, "Events", "off")
                : ask("Login", "AuthType", "MD5", "Username", user, "Key", md5(asked + secret), "Events", "off");
        if (!answer.is("Response", "Success")) {
            String key = answer.text("Message").contains("In Use") ? "pbx.asterisk.in-use" : "pbx.asterisk.password";
            throw new ConnectionFailed(true, key, user);
        }
    }

    /** What the protocol wants; the secret itself never goes over the wire so. */
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

    /** Sends an action and reads up to its answer; only while nobody else reads. */
    AmiMessage ask(String action, String... fields) throws IOException {
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
