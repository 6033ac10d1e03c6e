package org.ringdesk.pbx.sip;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A way to one phone system and back: everything goes over one socket, and what comes for it waits to be asked for. A thread
 * reads; anybody may send.
 */
abstract sealed class SipTransport implements Closeable permits DatagramTransport, StreamTransport {
    private static final int MOST_WAITING = 10_000;

    private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>(MOST_WAITING);

    /** What whoever waits is woken by. */
    sealed interface Incoming {
        record Message(SipMessage message) implements Incoming {}

        /** Nothing comes any more. */
        record Broken(IOException why) implements Incoming {}

        /** Somebody wants the phone system to be asked whether it lives. */
        record Nudge() implements Incoming {}
    }

    static SipTransport open(SipSettings settings) throws IOException {
        return settings.protocol() == Protocol.UDP ? DatagramTransport.open(settings) : StreamTransport.open(settings);
    }

    /** Begins to read. */
    final void listen() {
        Thread.ofVirtual().name("sip-" + remote()).start(() -> {
            try {
                read();
            } catch (IOException e) {
                arrived(new Incoming.Broken(e));
            }
        });
    }

    /** Reads for as long as it can, and hands on what {@link #arrived}. */
    abstract void read() throws IOException;

    abstract void send(SipMessage message) throws IOException;

    abstract Protocol protocol();

    /** This end, as the way there has it. */
    abstract InetSocketAddress local();

    abstract InetSocketAddress remote();

    final void arrived(Incoming what) {
        try {
            incoming.put(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes whoever waits for {@link #next}; unless so much waits that this would be of no use. */
    final void nudge() {
        if (!incoming.offer(new Incoming.Nudge())) {
            Thread.onSpinWait();
        }
    }

    /** What came next; null where nothing does in that time. */
    final @Nullable Incoming next(Duration time) throws InterruptedException {
        return incoming.poll(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public abstract void close();
}
