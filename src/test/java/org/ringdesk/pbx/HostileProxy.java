package org.ringdesk.pbx;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a phone system that speaks over TCP and turns what it says into something hostile, in another way for each
 * connection, until it is told to {@link #behave}.
 */
final class HostileProxy implements Closeable {
    private static final int LONGEST_MILLIS = 7_000;

    private final ServerSocket server;
    private final int behind;
    private final HostileSpeech speech;
    private final Random random;
    private final Set<Socket> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean hostile = true;

    /** @param behind port of the phone system that is spoken for */
    HostileProxy(int behind, HostileSpeech speech, Random random) {
        this.behind = behind;
        this.speech = speech;
        this.random = random;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections there were. */
    int made() {
        return made.get();
    }

    void behave() {
        hostile = false;
        links.forEach(HostileProxy::end);
    }

    private void accept() {
        try {
            while (true) {
                Socket link = server.accept();
                int number = made.incrementAndGet();
                HostileSpeech.Mood mood = hostile ? speech.mood(number) : HostileSpeech.Mood.TRUE;
                var own = new Random(random.nextLong());
                Thread.ofPlatform().daemon().start(() -> serve(link, mood, own));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serve(Socket link, HostileSpeech.Mood mood, Random own) {
        links.add(link);
        try (link;
                var pbx = new Socket()) {
            pbx.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), behind));
            links.add(pbx);
            Thread.ofPlatform().daemon().start(() -> copy(link, pbx));
            if (hostile) {
                Thread.ofPlatform().daemon().start(() -> endAfter(link, 500 + own.nextInt(LONGEST_MILLIS)));
            }
            speak(pbx.getInputStream(), link.getOutputStream(), mood, own);
        } catch (IOException e) {
            // Somebody hung up.
        } finally {
            links.remove(link);
        }
    }

    private void speak(InputStream in, OutputStream out, HostileSpeech.Mood mood, Random own) throws IOException {
        var buffer = new byte[16 * 1024];
        int count = in.read(buffer);
        while (count >= 0) {
            speech.say(buffer, count, mood, own, out);
            count = in.read(buffer);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Somebody hung up.
        } finally {
            end(to);
        }
    }

    private void endAfter(Socket link, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (hostile) {
            end(link);
        }
    }

    private static void end(Socket link) {
        try {
            link.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        links.forEach(HostileProxy::end);
    }
}
