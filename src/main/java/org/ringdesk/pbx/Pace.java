package org.ringdesk.pbx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Keeps whoever reads from a phone system from reading faster than any phone system has something to tell. What comes
 * faster waits in the buffers of the two computers, so that the sender has to wait as well; without this a phone system that
 * never stops sending would keep a processor busy, and the disk.
 *
 * <p>A bucket of tokens: what a large phone system lists at once goes through at once.
 */
public final class Pace {
    /** In the long run. A phone system with 1,000 channels has some 150; the benchmarks send 2,000. */
    public static final int MESSAGES_A_SECOND = 3_000;

    /** At once: the lists of 5,000 telephones, their queues, and 1,000 channels. */
    public static final int MESSAGES_AT_ONCE = 20_000;

    /** In the long run, in bytes. */
    public static final int BYTES_A_SECOND = 2 * 1024 * 1024;

    /** At once, in bytes. */
    public static final int BYTES_AT_ONCE = 32 * 1024 * 1024;

    /** Shorter pauses are put off until they add up to it. */
    private static final double SHORTEST = 0.02;

    private double messages = MESSAGES_AT_ONCE;
    private double bytes = BYTES_AT_ONCE;
    private long filledAt = System.nanoTime();

    /** The same stream, read no faster than this. */
    public InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int c = super.read();
                took(0, 1);
                return c;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int count = super.read(buffer, from, length);
                took(0, Math.max(0, count));
                return count;
            }
        };
    }

    /** Waits as long as is due after a message. */
    public void message() throws InterruptedIOException {
        took(1, 0);
    }

    /** Waits as long as is due after some bytes that came otherwise. */
    public void bytes(int length) throws InterruptedIOException {
        took(0, length);
    }

    /** Called by the thread that reads, and by no other. */
    void took(int count, int length) throws InterruptedIOException {
        double due = after(count, length, System.nanoTime());
        if (due >= SHORTEST) {
            try {
                Thread.sleep(Duration.ofNanos((long) (due * 1e9)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    /** How many seconds are to pass before the next message. */
    double after(int count, int length, long now) {
        double passed = Math.max(0, (now - filledAt) / 1e9);
        filledAt = now;
        messages = Math.min(MESSAGES_AT_ONCE, messages + passed * MESSAGES_A_SECOND) - count;
        bytes = Math.min(BYTES_AT_ONCE, bytes + passed * BYTES_A_SECOND) - length;
        return Math.max(0, Math.max(-messages / MESSAGES_A_SECOND, -bytes / BYTES_A_SECOND));
    }
}
