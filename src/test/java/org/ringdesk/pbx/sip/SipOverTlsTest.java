package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;

/** Over TLS, with a certificate for {@code localhost} that is made for the test. */
class SipOverTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext tls = context();

    private static SSLContext context() {
        try {
            return SSLContext.getInstance("TLS");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("pbx.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "pbx",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    private static FakeSip start() throws IOException {
        var server = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new FakeSip(Wire.on(server), Protocol.TLS, "SHA-256");
    }

    private static SipSettings settings(FakeSip pbx, String host) {
        Map<String, String> all = new HashMap<>(pbx.settings());
        all.put("host", host);
        return new SipSettings(new Feed(new FeedId(9), "sip", "Test", true, 1, all, Instant.now()));
    }

    @Test
    void allExtensionsAreWatched() throws IOException, ConnectionFailed {
        try (FakeSip pbx = start()) {
            SipSettings settings = settings(pbx, "localhost");
            SipTransport transport = StreamTransport.open(settings, tls.getSocketFactory());
            var digest = new Digest(settings.user(), pbx.secret(), "c");
            var calls = new SipCalls("test", number -> false);

            try (var connection = SipConnection.open(transport, settings, digest, calls, Clock.systemUTC())) {
                assertThat(connection.lacks()).isEmpty();
                assertThat(pbx.watched()).hasSize(3);
                assertThat(pbx.heard.getFirst().header("Contact")).contains(";transport=tls>");
            }
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws IOException {
        try (FakeSip pbx = start()) {
            assertThatThrownBy(() -> SipTransport.open(settings(pbx, "localhost")))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws IOException {
        try (FakeSip pbx = start()) {
            assertThatThrownBy(() -> StreamTransport.open(settings(pbx, "127.0.0.1"), tls.getSocketFactory()))
                    .isInstanceOf(SSLException.class);
        }
    }
}
