package org.ringdesk.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of streams of server-sent events, read by one thread, so that listening costs little beside what is measured.
 * Each event is stamped when its bytes were read.
 */
final class Streams implements AutoCloseable {
    private static final int OPENING_AT_ONCE = 64;
    private static final int MOST_BYTES = 1 << 16;

    private final InetSocketAddress server;
    private final List<String> requests;
    private final Listener listener;
    private final Selector selector;
    private final CountDownLatch unopened;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
    private final AtomicInteger broken = new AtomicInteger();
    private final Thread thread;
    private int asked;
    private int opening;
    private volatile boolean closed;

    /** Is told of every event; on one thread. */
    interface Listener {
        /**
         * @param stream its place among the requests
         * @param at by {@link System#nanoTime}
         */
        void heard(int stream, String event, String data, long at);
    }

    private static final class Stream {
        private final int place;
        private String rest = "";
        private boolean headRead;
        private boolean begun;

        Stream(int place) {
            this.place = place;
        }
    }

    /** @param requests whole HTTP requests, one for each stream */
    Streams(URI base, List<String> requests, Listener listener) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort());
        this.requests = requests;
        this.listener = listener;
        this.selector = Selector.open();
        this.unopened = new CountDownLatch(requests.size());
        this.thread = Thread.ofPlatform().daemon().name("streams").start(this::listen);
    }

    /** Waits until each of them has said its first event. */
    void awaitOpen(int seconds) throws IOException, InterruptedException {
        if (!unopened.await(seconds, TimeUnit.SECONDS) || broken.get() > 0) {
            throw new IOException(unopened.getCount() + " of " + requests.size() + " streams did not open, " + broken.get()
                    + " broke");
        }
    }

    /** How many ended before they were closed here. */
    int broken() {
        return broken.get();
    }

    private void listen() {
        try (selector) {
            while (!closed) {
                while (opening < OPENING_AT_ONCE && asked < requests.size()) {
                    open(asked++);
                }
                selector.select(this::ready, 100);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            broken.addAndGet(requests.size());
        }
    }

    private void open(int place) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, new Stream(place));
        opening++;
    }

    private void ready(SelectionKey key) {
        var channel = (SocketChannel) key.channel();
        var stream = (Stream) key.attachment();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(ByteBuffer.wrap(requests.get(stream.place).getBytes(StandardCharsets.ISO_8859_1)));
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read(stream, channel);
            }
        } catch (IOException gone) {
            broken.incrementAndGet();
            key.cancel();
        }
    }

    private void read(Stream stream, SocketChannel channel) throws IOException {
        buffer.clear();
        int bytes = channel.read(buffer);
        long at = System.nanoTime();
        if (bytes < 0) {
            throw new IOException("the stream ended");
        }
        buffer.flip();
        String text = stream.rest + StandardCharsets.ISO_8859_1.decode(buffer);
        int from = stream.headRead ? 0 : head(stream, text);
        for (int end = text.indexOf("\n\n", from); stream.headRead && end >= 0; end = text.indexOf("\n\n", from)) {
            said(stream, text.substring(from, end), at);
            from = end + 2;
        }
        stream.rest = text.substring(from);
    }

    /** Where the events begin. */
    private static int head(Stream stream, String text) throws IOException {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (!text.startsWith("HTTP/1.1 200")) {
            throw new IOException("refused: " + text);
        }
        stream.headRead = true;
        return end + 4;
    }

    private void said(Stream stream, String block, long at) {
        int event = block.indexOf("event: ");
        int data = block.indexOf("\ndata: ");
        if (event < 0 || data < event) {
            return;
        }
        if (!stream.begun) {
            stream.begun = true;
            opening--;
            unopened.countDown();
        }
        listener.heard(
                stream.place, block.substring(event + "event: ".length(), data), block.substring(data + "\ndata: ".length()), at);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
