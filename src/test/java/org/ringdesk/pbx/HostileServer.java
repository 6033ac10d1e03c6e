package org.ringdesk.pbx;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A server that does one hostile thing to everybody who connects. */
public final class HostileServer implements Closeable {
    private final ServerSocket server;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> links = new ConcurrentLinkedQueue<>();

    private interface Serving {
        void serve(Socket link) throws IOException, InterruptedException;
    }

    private HostileServer() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private HostileServer(ServerSocket server) {
        this.server = server;
    }

    private HostileServer serving(Serving serving) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Socket link = server.accept();
                    links.add(link);
                    Thread.ofPlatform().daemon().start(() -> serve(link, serving));
                }
            } catch (IOException e) {
                // It is closed.
            }
        });
        return this;
    }

    private static void serve(Socket link, Serving serving) {
        try (link) {
            serving.serve(link);
        } catch (IOException e) {
            // Somebody hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers each line that it hears. */
    public static HostileServer answering(String greeting, UnaryOperator<String> answer) throws IOException {
        return answering(new HostileServer(), greeting, answer);
    }

    /** The same, at each address of this computer. */
    public static HostileServer everywhere(String greeting, UnaryOperator<String> answer) throws IOException {
        return answering(new HostileServer(new ServerSocket(0)), greeting, answer);
    }

    private static HostileServer answering(HostileServer made, String greeting, UnaryOperator<String> answer) {
        return made.serving(link -> {
            say(link, greeting);
            var lines = new BufferedReader(new InputStreamReader(link.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                made.heard.add(line);
                say(link, answer.apply(line));
            }
        });
    }

    /** After the greeting a byte now and then, and no end of a line. */
    public static HostileServer dripping(String greeting, Duration pause) throws IOException {
        return new HostileServer().serving(link -> {
            say(link, greeting);
            while (true) {
                say(link, "x");
                Thread.sleep(pause);
            }
        });
    }

    /** After the greeting the same again and again. */
    public static HostileServer endless(String greeting, String again) throws IOException {
        return new HostileServer().serving(link -> {
            say(link, greeting);
            while (true) {
                say(link, again);
            }
        });
    }

    /** Speaks for another server until it is asked for something, and then says the same again and again. */
    public static HostileServer endlessAfter(int behind, String question, String again) throws IOException {
        return new HostileServer().serving(link -> {
            try (var pbx = new Socket()) {
                pbx.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), behind));
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        pbx.getInputStream().transferTo(link.getOutputStream());
                    } catch (IOException e) {
                        // Somebody hung up.
                    }
                });
                var lines = new BufferedReader(new InputStreamReader(link.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals(question)) {
                        while (true) {
                            say(link, again);
                        }
                    }
                    say(pbx, line + "\r\n");
                }
            }
        });
    }

    private static void say(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** All that it was told. */
    public String heard() {
        return String.join("\n", heard);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket link : links) {
            link.close();
        }
    }
}
