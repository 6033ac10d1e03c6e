package org.ringdesk.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Sends requests as they are written, from an address of loopback that the test chooses, and believes any certificate. */
final class TlsClient {
    private final int port;
    private final String from;

    TlsClient(int port, String from) {
        this.port = port;
        this.from = from;
    }

    private static final class Believing implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Sends that and leaves the connection open. */
    Socket open(String request) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Believing()}, new SecureRandom());
        Socket plain = new Socket();
        plain.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        plain.connect(new InetSocketAddress(java.net.InetAddress.ofLiteral("127.0.0.1"), port), 5_000);
        plain.setSoTimeout(20_000);
        Socket socket = tls.getSocketFactory().createSocket(plain, "localhost", port, true);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** The whole answer. The request has to ask for the connection's end. */
    String ask(String head, String body) throws Exception {
        String request = head + "Host: localhost\r\nConnection: close\r\n"
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
        try (Socket socket = open(request)) {
            return read(socket);
        }
    }

    private static String read(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException cut) {
            return "cut off: " + cut.getMessage();
        }
    }
}
