package org.ringdesk.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real nginx with the very configuration that docs/operations.md shows; only addresses and folders are the test's. */
final class Nginx implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param upstream the port that it passes requests on to */
    static Nginx start(Path folder, int upstream) throws Exception {
        int port = freePort();
        certify(folder);
        Files.writeString(folder.resolve("nginx.conf"), around(folder, documented(folder, port, upstream)));
        Process process = new ProcessBuilder(program(), "-e", "stderr", "-p", folder.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        var nginx = new Nginx(process, port);
        for (int i = 0; i < 200 && !nginx.listens(); i++) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(folder.resolve("nginx.log")));
            }
        }
        return nginx;
    }

    private static String program() {
        String cache = Optional.ofNullable(System.getenv("RINGDESK_CACHE"))
                .orElse(System.getProperty("user.home") + "/.cache/ringdesk");
        return Stream.of("/usr/sbin/nginx", cache + "/nginx/usr/sbin/nginx")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nginx is missing; see ./ringdesk check --no-nginx"));
    }

    private static String documented(Path folder, int port, int upstream) throws IOException {
        String shown = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .dropWhile(line -> !line.contains("An nginx that takes what phones send:"))
                .skip(1)
                .takeWhile(line -> line.isBlank() || line.startsWith("    "))
                .collect(Collectors.joining("\n"));
        return shown.replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + upstream)
                .replace("/etc/ssl/private/", folder + "/")
                .replace("/etc/ssl/", folder + "/")
                .replace("/var/log/nginx/", folder + "/");
    }

    private static String around(Path folder, String shown) {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        return """
                daemon off;
                %s
                pid %s/nginx.pid;
                events { worker_connections 512; }
                http {
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
                %s
                }
                """.formatted(user, folder, shown);
    }

    /** A certificate of its own, as nginx reads it. */
    private static void certify(Path folder) throws Exception {
        Path store = folder.resolve("key.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Certificate certificate = keys.getCertificate("a");
        pem(folder.resolve("ringdesk.pem"), "CERTIFICATE", certificate.getEncoded());
        pem(
                folder.resolve("ringdesk.key"),
                "PRIVATE KEY",
                keys.getKey("a", PASSWORD).getEncoded());
    }

    private static void pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
