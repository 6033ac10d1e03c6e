package org.ringdesk.pbx;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket that something was to be done with in time and was not, whatever is waited for meanwhile: a handshake, a
 * byte of an answer, or the other side to read. A time-out of the socket counts anew with each byte.
 */
public final class Deadline implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean passed;

    private Deadline() {}

    public static Deadline in(Duration time, Closeable socket) {
        var deadline = new Deadline();
        Thread.ofVirtual().name("pbx-deadline").start(() -> deadline.watch(time, socket));
        return deadline;
    }

    private void watch(Duration time, Closeable socket) {
        try {
            if (!done.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                passed = true;
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    /** What a failure is for whoever hears of it: silence, where the socket failed because it was closed here. */
    public IOException of(IOException failure) {
        if (!passed) {
            return failure;
        }
        var silent = new SocketTimeoutException("not in time");
        silent.initCause(failure);
        return silent;
    }

    /** It is done. */
    @Override
    public void close() {
        done.countDown();
    }
}
