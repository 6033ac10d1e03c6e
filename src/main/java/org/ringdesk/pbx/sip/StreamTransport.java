package org.ringdesk.pbx.sip;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Targets;

/** SIP over TCP or TLS. The certificate has to be trusted, and to be of the host that is set. */
final class StreamTransport extends SipTransport {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int HANDSHAKE_MILLIS = 4_000;

    private final Socket socket;
    private final OutputStream out;
    private final Protocol protocol;

    private StreamTransport(Socket socket, Protocol protocol) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.protocol = protocol;
    }

    static StreamTransport open(SipSettings settings) throws IOException {
        return open(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param factory for TLS */
    static StreamTransport open(SipSettings settings, SSLSocketFactory factory) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(Targets.of(settings.host(), settings.port()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            boolean tls = settings.protocol() == Protocol.TLS;
            return new StreamTransport(tls ? encrypted(socket, settings, factory) : socket, settings.protocol());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket socket, SipSettings settings, SSLSocketFactory factory) throws IOException {
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        var tls = (SSLSocket) factory.createSocket(socket, settings.host(), settings.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        tls.setSoTimeout(0);
        return tls;
    }

    @Override
    void read() throws IOException {
        var reader = new SipReader(socket.getInputStream());
        @Nullable SipMessage message = reader.next();
        while (message != null) {
            arrived(new Incoming.Message(message));
            message = reader.next();
        }
        throw new EOFException("the phone system hung up");
    }

    @Override
    void send(SipMessage message) throws IOException {
        byte[] bytes = message.bytes();
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
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }
}
