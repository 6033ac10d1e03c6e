package org.ringdesk.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names and values of queries and forms as phones and phone systems really send them: decoded once, as UTF-8 where it is
 * that and as Windows-1252 where not; broken escapes stay as they are. No input is an error.
 */
public final class SentText {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** {@code %CallerNumber%}: its first letters would pass for an escape; nothing encoded ends with a bare percent sign. */
    private static final Pattern PERCENT_MACRO = Pattern.compile("%{1,2}[A-Za-z][A-Za-z0-9_.-]*%{1,2}");

    private SentText() {}

    /** @param raw bytes as Latin-1 characters, as the server hands them over, or text */
    public static String decode(String raw) {
        if (PERCENT_MACRO.matcher(raw).matches()) {
            return raw;
        }
        byte[] bytes = bytes(raw);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    private static byte[] bytes(String raw) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '+') {
                bytes.write(' ');
            } else if (c == '%' && isEscape(raw, i)) {
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else if (c < 0x100) {
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isEscape(String raw, int at) {
        return at + 2 < raw.length()
                && Character.digit(raw.charAt(at + 1), 16) >= 0
                && Character.digit(raw.charAt(at + 2), 16) >= 0
                && raw.charAt(at + 1) < 0x80
                && raw.charAt(at + 2) < 0x80;
    }
}
