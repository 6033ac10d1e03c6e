package org.ringdesk.pbx;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As {@link HostileProxy}, before a phone system that speaks over UDP; in another way for each datagram. */
final class HostileDatagrams implements Closeable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket front;
    private final DatagramSocket back;
    private final SocketAddress pbx;
    private final HostileSpeech speech;
    private final Random random;
    private final AtomicInteger said = new AtomicInteger();
    private volatile boolean hostile = true;
    private volatile @Nullable SocketAddress client;

    HostileDatagrams(int behind, HostileSpeech speech, Random random) {
        this.pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), behind);
        this.speech = speech;
        this.random = random;
        try {
            front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::ask);
        Thread.ofPlatform().daemon().start(this::answer);
    }

    int port() {
        return front.getLocalPort();
    }

    int said() {
        return said.get();
    }

    void behave() {
        hostile = false;
    }

    private void ask() {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (true) {
                packet.setLength(LARGEST);
                front.receive(packet);
                client = packet.getSocketAddress();
                back.send(new DatagramPacket(packet.getData(), packet.getLength(), pbx));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void answer() {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (true) {
                packet.setLength(LARGEST);
                back.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                SocketAddress to = client;
                if (to != null) {
                    for (byte[] one : hostile ? turned(bytes) : new byte[][] {bytes}) {
                        front.send(new DatagramPacket(one, Math.min(one.length, 60_000), to));
                    }
                }
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private byte[][] turned(byte[] bytes) {
        int number = said.incrementAndGet();
        boolean quiet = number % 5 == 0;
        byte[] one = quiet ? bytes : speech.changed(bytes.clone(), speech.mood(number), random);
        return random.nextInt(4) == 0 ? new byte[][] {one, bytes, one, one} : new byte[][] {one};
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
