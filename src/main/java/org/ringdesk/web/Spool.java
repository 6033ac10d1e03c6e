package org.ringdesk.web;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * What is written here first and sent afterwards, so that whoever reads slowly holds a file and no connection of the
 * database. The file has no name: it is gone when it is closed, and when the process ends, however it ends.
 */
public final class Spool implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final FileChannel file;
    private final DataSize largest;

    private Spool(FileChannel file, DataSize largest) {
        this.file = file;
        this.largest = largest;
    }

    /** @param largest what it holds at most */
    public static Spool upTo(DataSize largest) throws IOException {
        Path named = Files.createTempFile("ringdesk-spool-", null);
        try {
            return new Spool(FileChannel.open(named, StandardOpenOption.READ, StandardOpenOption.WRITE), largest);
        } finally {
            Files.delete(named);
        }
    }

    /** To be closed when everything is written, which leaves the file open; writing throws {@link Refused} 413 once it would be too much. */
    public OutputStream writing() {
        return new Bounded(new BufferedOutputStream(Channels.newOutputStream(file), PIECE));
    }

    public long size() throws IOException {
        return file.size();
    }

    /** @throws IOException also where the other side has not taken everything in time */
    public void sendTo(OutputStream out, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < file.size(); at += piece.position()) {
            piece.clear();
            if (file.read(piece, at) < 0 || System.nanoTime() - end > 0) {
                throw new SocketTimeoutException("a download was not taken within " + within);
            }
            out.write(piece.array(), 0, piece.position());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private final class Bounded extends FilterOutputStream {
        private long left = largest.toBytes();

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            take(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            take(length);
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        private void take(int more) {
            left -= more;
            if (left < 0) {
                throw new Refused(HttpStatus.CONTENT_TOO_LARGE, "web.refused.download", largest.toMegabytes());
            }
        }
    }
}
