package org.ringdesk.pbx.sip;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Deadline;

/** SIP over TCP or TLS. The certificate has to be trusted, and to be of the host that is set. */
final class StreamTransport extends SipTransport {
    private static final int CONNECT_MILLIS = 3_000;
    private static final Duration HANDSHAKE = Duration.ofSeconds(4);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(3);

    /** Closed in the end; one that encrypts would wait for whoever writes to it. */
    private final Socket socket;

    private final Socket talks;
    private final OutputStream out;
    private final Protocol protocol;

    private StreamTransport(Socket socket, Socket talks, Protocol protocol) throws IOException {
        this.socket = socket;
        this.talks = talks;
        this.out = talks.getOutputStream();
        this.protocol = protocol;
    }

    static StreamTransport open(SipSettings settings) throws IOException {
        return open(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param factory for TLS */
    static StreamTransport open(SipSettings settings, SSLSocketFactory factory) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            boolean tls = settings.protocol() == Protocol.TLS;
            Socket talks = tls ? encrypted(socket, settings, factory) : socket;
            return new StreamTransport(socket, talks, settings.protocol());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket socket, SipSettings settings, SSLSocketFactory factory) throws IOException {
        var tls = (SSLSocket) factory.createSocket(socket, settings.host(), settings.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        try (Deadline deadline = Deadline.in(HANDSHAKE, socket)) {
            try {
                tls.startHandshake();
                return tls;
            } catch (IOException e) {
                throw deadline.of(e);
            }
        }
    }

    @Override
    void read() throws IOException {
        var reader = new SipReader(pace().of(talks.getInputStream()));
        @Nullable SipMessage message = reader.next();
        while (message != null) {
            arrived(message);
            message = reader.next();
        }
        throw new EOFException("the phone system hung up");
    }

    @Override
    void send(SipMessage message) throws IOException {
        byte[] bytes = message.bytes();
        try (Deadline deadline = Deadline.in(SENT_WITHIN, socket)) {
            try {
                write(bytes);
            } catch (IOException e) {
                throw deadline.of(e);
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    @Override
    Protocol protocol() {
        return protocol;
    }

    @Override
    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    void end() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
