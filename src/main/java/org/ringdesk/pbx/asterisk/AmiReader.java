package org.ringdesk.pbx.asterisk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.asterisk.AmiMessage.Field;

/**
 * Splits what a PBX sends into messages. It takes what a strict reader would stumble over: lines that end without a
 * carriage return, text that is not UTF-8 (then it is Latin-1), lines without a colon, and lines or messages of any length,
 * of which it keeps the beginning. What it hands on has no control characters.
 */
final class AmiReader {
    /** Longer lines are cut, in bytes. */
    static final int LONGEST_LINE = 2 * 1024;

    /** Longer values are cut, in characters: ids have 149 at most, and of anything else less is shown. */
    static final int LONGEST_VALUE = 250;

    private static final int LONGEST_NAME = 80;

    private static final int LONGEST_BANNER = 200;

    /** Further fields of a message are left out. */
    static final int MOST_FIELDS = 300;

    private final BufferedInputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    AmiReader(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The first line, by which the PBX says who it is; its beginning where it is long, empty where it hung up. */
    String banner() throws IOException {
        line.reset();
        int c = in.read();
        while (c >= 0 && c != '\n' && line.size() < LONGEST_BANNER) {
            line.write(c);
            c = in.read();
        }
        return Cleaned.text(text(line.toByteArray()), LONGEST_BANNER);
    }

    /** The next message; null at the end, also where that comes within a message. */
    @Nullable
    AmiMessage next() throws IOException {
        List<Field> fields = new ArrayList<>(32);
        while (true) {
            String text = line();
            if (text == null) {
                return null;
            }
            if (!text.isEmpty()) {
                add(fields, text);
            } else if (!fields.isEmpty()) {
                return new AmiMessage(fields);
            }
        }
    }

    private static void add(List<Field> fields, String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && fields.size() < MOST_FIELDS) {
            int from = colon + 1 < text.length() && text.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
            fields.add(new Field(
                    Cleaned.text(text.substring(0, colon), LONGEST_NAME),
                    Cleaned.text(text.substring(from), LONGEST_VALUE)));
        }
    }

    private @Nullable String line() throws IOException {
        line.reset();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.size() < LONGEST_LINE) {
                line.write(c);
            }
            c = in.read();
        }
        return c < 0 ? null : text(line.toByteArray());
    }

    private static String text(byte[] bytes) {
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
