package org.ringdesk.pbx.sip;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Pace;

/**
 * A way to one phone system and back: everything goes over one socket, and what comes for it waits to be asked for. A thread
 * reads; anybody may send.
 */
abstract sealed class SipTransport implements Closeable permits DatagramTransport, StreamTransport {
    /** What may wait to be asked for takes so much at most, in bytes. A message has some 1,500. */
    static final int MOST_WAITING = 1024 * 1024;

    private static final int MOST_NUDGED = 1_000;

    /** Of a message, besides its bytes. */
    private static final int MESSAGE = 500;

    private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Pace pace = new Pace();
    private volatile boolean closed;

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
            } catch (RuntimeException | StackOverflowError e) {
                arrived(new Incoming.Broken(new IOException("what was sent cannot be read", e)));
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

    private static int weight(Incoming what) {
        return what instanceof Incoming.Message message
                ? Math.min(MOST_WAITING, MESSAGE + message.message().weight())
                : 0;
    }

    private void arrived(Incoming what) {
        incoming.add(what);
    }

    /** Waits while too much waits already, so that the phone system has to wait as well. */
    final void arrived(SipMessage message) throws IOException {
        pace.message();
        var what = new Incoming.Message(message);
        try {
            room.acquire(weight(what));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!closed) {
            arrived(what);
        }
    }

    /** Leaves it where too much waits already: what is sent by datagrams is sent again. */
    final void arrivedOrLost(SipMessage message) throws IOException {
        pace.message();
        var what = new Incoming.Message(message);
        if (room.tryAcquire(weight(what))) {
            arrived(what);
        }
    }

    /** How many wait. */
    final int waiting() {
        return incoming.size();
    }

    final Pace pace() {
        return pace;
    }

    /** Wakes whoever waits for {@link #next}; unless so much waits that this would be of no use. */
    final void nudge() {
        if (incoming.size() < MOST_NUDGED) {
            arrived(new Incoming.Nudge());
        }
    }

    /** What came next; null where nothing does in that time. */
    final @Nullable Incoming next(Duration time) throws InterruptedException {
        @Nullable Incoming what = incoming.poll(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        if (what != null) {
            room.release(weight(what));
        }
        return what;
    }

    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            room.release(MOST_WAITING);
        }
        end();
    }

    /** Ends the socket. */
    abstract void end();
}
