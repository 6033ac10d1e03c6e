package org.ringdesk.pbx.freeswitch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Cleaned;

/**
 * Splits what the event socket sends into messages: headers, an empty line, and a body as long as a header says. A body that
 * is longer than one may be is read over, lines are cut; no byte stops it, but it tells when no event socket speaks.
 */
final class EslReader {
    /** Longer bodies are left out, in bytes. The list of all channels is the longest: 1,500 for each of them. */
    static final int LONGEST_BODY = 4 * 1024 * 1024;

    /** The same for an event, which tells of one channel in some 15,000 bytes. */
    static final int LONGEST_EVENT = 256 * 1024;

    /** The same where all that is asked for is to do something. */
    static final int LONGEST_REPLY = 64 * 1024;

    /** Longer lines are cut, in bytes. */
    static final int LONGEST_LINE = 2 * 1024;

    /** Whoever sends more lines before a message is no event socket. */
    static final int MOST_HEADERS = 200;

    private static final byte[] NOTHING = {};

    private final BufferedInputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    EslReader(InputStream in) {
        this(in, LONGEST_BODY);
    }

    /** @param longest bodies, in bytes */
    EslReader(InputStream in, int longest) {
        this.longest = longest;
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /**
     * The next message; null at the end, also where that comes within a message.
     *
     * @throws NotEventSocket where something else is spoken
     */
    @Nullable
    EslMessage next() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < MOST_HEADERS; i++) {
            String text = line();
            if (text == null) {
                return null;
            }
            int colon = text.indexOf(':');
            if (colon > 0) {
                headers.put(text.substring(0, colon), text.substring(colon + 1).strip());
            } else if (!text.isEmpty()) {
                throw new NotEventSocket();
            } else if (!headers.isEmpty()) {
                return withBody(headers);
            }
        }
        throw new NotEventSocket();
    }

    /** Something answers that is no event socket. */
    static final class NotEventSocket extends IOException {
        NotEventSocket() {
            super("not an event socket");
        }
    }

    private @Nullable EslMessage withBody(Map<String, String> headers) throws IOException {
        String said = headers.getOrDefault("Content-Length", "0");
        if (!said.matches("[0-9]{1,10}")) {
            throw new NotEventSocket();
        }
        long length = Long.parseLong(said);
        boolean event = headers.getOrDefault("Content-Type", "").equals(EslMessage.EVENT);
        if (length > (event ? Math.min(longest, LONGEST_EVENT) : longest)) {
            return skipped(length) ? new EslMessage(headers, NOTHING) : null;
        }
        byte[] body = in.readNBytes((int) length);
        return body.length == length ? new EslMessage(headers, body) : null;
    }

    private boolean skipped(long length) throws IOException {
        try {
            in.skipNBytes(length);
            return true;
        } catch (EOFException end) {
            return false;
        }
    }

    private @Nullable String line() throws IOException {
        line.reset();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.size() < LONGEST_LINE && c != '\r') {
                line.write(c);
            }
            c = in.read();
        }
        byte[] bytes = line.toByteArray();
        return c < 0 ? null : Cleaned.text(EslText.of(bytes, 0, bytes.length), LONGEST_LINE);
    }
}
