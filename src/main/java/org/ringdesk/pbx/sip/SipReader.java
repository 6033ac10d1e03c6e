package org.ringdesk.pbx.sip;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into messages: lines, an empty one, and a body as long as a header says (RFC 3261, section 18.3). A body
 * that is longer than one may be is read over.
 */
final class SipReader {
    /** Of all lines before the body, in bytes. */
    static final int LONGEST_HEAD = 16 * 1024;

    /** Longer bodies are left out, in bytes. */
    static final int LONGEST_BODY = 64 * 1024;

    private final BufferedInputStream in;

    SipReader(InputStream in) {
        this.in = new BufferedInputStream(in, 32 * 1024);
    }

    /** Something answers that does not speak SIP. */
    static final class NotSip extends IOException {
        NotSip() {
            super("not SIP");
        }
    }

    /**
     * The next message; null at the end, also where that comes within a message. Empty lines between messages keep a
     * connection alive (RFC 5626, section 4.4.1) and are read over.
     *
     * @throws NotSip where something else is spoken
     */
    @Nullable
    SipMessage next() throws IOException {
        @Nullable String text = lines();
        if (text == null) {
            return null;
        }
        @Nullable SipMessage head = SipMessage.head(text);
        if (head == null) {
            throw new NotSip();
        }
        int length = Math.max(0, head.length());
        if (length > LONGEST_BODY) {
            return skipped(length) ? head : null;
        }
        byte[] body = in.readNBytes(length);
        return body.length == length ? new SipMessage(head.start(), head.headers(), body) : null;
    }

    private boolean skipped(long length) throws IOException {
        try {
            in.skipNBytes(length);
            return true;
        } catch (EOFException end) {
            return false;
        }
    }

    /** At once, for whatever else answers may wait now. */
    private static void recognise(String line) throws NotSip {
        if (SipMessage.head(line) == null) {
            throw new NotSip();
        }
    }

    private @Nullable String lines() throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        int newlines = 0;
        boolean first = false;
        while (bytes.size() < LONGEST_HEAD) {
            int c = in.read();
            if (c < 0) {
                return null;
            }
            if (c != '\n' && c != '\r') {
                newlines = 0;
            } else if (bytes.size() == 0) {
                continue;
            } else if (c == '\n' && ++newlines == 2) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            bytes.write(c);
            if (c == '\n' && !first) {
                first = true;
                recognise(bytes.toString(StandardCharsets.UTF_8));
            }
        }
        throw new NotSip();
    }
}
