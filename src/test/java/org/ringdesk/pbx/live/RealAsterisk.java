package org.ringdesk.pbx.live;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An Asterisk 22 as Debian has it, on this computer's loopback, by the configuration in {@code src/test/asterisk/etc}. Its
 * account for Ringdesk is the one that {@code docs/pbx/asterisk.md} tells administrators to make.
 */
public final class RealAsterisk implements AutoCloseable {
    private static final Path HERE = Path.of("src/test/asterisk");
    private static final Path DOCS = Path.of("docs/pbx/asterisk.md");
    private static final String SECRET = "a long random word";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CANNOT = 69;

    private final Path folder;
    private final int sip = freeDatagramPort();
    private final int manager = freePort();
    private final int trunk;
    private @Nullable Process process;

    /** @param trunk port on 127.0.0.2 of the carrier that it calls the outside world by */
    public RealAsterisk(int trunk) {
        this.trunk = trunk;
        try {
            folder = Files.createTempDirectory("ringdesk-asterisk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fetches it where it is missing; returns why that cannot be done here, or nothing. */
    public static String missing() {
        Done install = script("install");
        if (install.code() != 0 && install.code() != CANNOT) {
            throw new IllegalStateException("the script ended with " + install.code() + ": " + install.said());
        }
        return install.said();
    }

    public int sip() {
        return sip;
    }

    int manager() {
        return manager;
    }

    /** What an administrator types into the form of Ringdesk. */
    public Map<String, String> settings() {
        return Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(manager),
                "user", "ringdesk",
                "dial", "true",
                "context", "inside",
                "outside", "9");
    }

    public static String secret() {
        return SECRET;
    }

    public RealAsterisk start() {
        try {
            configure();
            process = new ProcessBuilder(HERE.resolve("asterisk").toString(), "run", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Asterisk to listen").atMost(PATIENCE).until(this::listens);
        return this;
    }

    private boolean listens() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("Asterisk ended; see " + folder.resolve("output.log"));
        }
        return say("core waitfullybooted").contains("fully booted");
    }

    /** Has it carry out a command of its console, and returns what it says. */
    String say(String command) {
        return script("say", folder.toString(), command).said();
    }

    private record Done(int code, String said) {}

    private static Done script(String... words) {
        List<String> command = new ArrayList<>(List.of(HERE.resolve("asterisk").toString()));
        command.addAll(List.of(words));
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Done(running.waitFor(), said.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void configure() throws IOException {
        try (var files = Files.list(HERE.resolve("etc"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file)
                        .replace("@SIP@", Integer.toString(sip))
                        .replace("@TRUNK@", Integer.toString(trunk))
                        .replace("@RTP@", Integer.toString(30_000 + sip % 10_000 / 2 * 2))
                        .replace("@RTPEND@", Integer.toString(30_200 + sip % 10_000 / 2 * 2));
                Files.writeString(folder.resolve(file.getFileName()), text);
            }
        }
        Files.writeString(folder.resolve("manager.conf"), documented() + LESS);
    }

    /** Accounts that may do less than they should, each called after what it lacks. */
    private static final String LESS = """

            [nothing-of-calls]
            secret = %1$s
            read = agent,dialplan,user
            write = call,reporting,originate

            [nothing-keyed]
            secret = %1$s
            read = call,agent
            write = call,reporting,originate

            [no-list]
            secret = %1$s
            read = call,agent,dialplan,user
            write = call
            """.formatted(SECRET);

    /** The first thing to paste of the documentation, for this computer. */
    private String documented() throws IOException {
        List<String> lines = Files.readAllLines(DOCS);
        int begin = lines.indexOf("        [general]");
        return lines.stream()
                .skip(begin)
                .takeWhile(line -> line.isEmpty() || line.startsWith("        "))
                .map(String::strip)
                .map(line -> line.replace("5038", Integer.toString(manager))
                        .replaceFirst("^permit = [0-9.]+", "permit = 127.0.0.1")
                        .replace("0.0.0.0\n", "127.0.0.1"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Breaks the links of all programs that are connected. */
    void cut() {
        for (String line : say("manager show connected").lines().toList()) {
            String[] words = line.strip().split(" +", -1);
            if (words[0].equals("ringdesk") && words.length > 4) {
                say("manager kick session " + words[4]);
            }
        }
    }

    /** As when the power fails. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeDatagramPort() {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
