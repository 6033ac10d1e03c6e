package org.ringdesk.pbx.freeswitch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as FreeSWITCH sends it: UTF-8, but for what telephones sent that was not; that is taken for Latin-1. */
final class EslText {
    private EslText() {}

    static String of(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    /** The same, of a value with percent signs. A plus sign is one. */
    static String unescaped(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '%') {
            at++;
        }
        return at == to ? of(bytes, from, to) : unescaped(bytes, from, at, to);
    }

    private static String unescaped(byte[] bytes, int from, int firstEscape, int to) {
        var plain = new ByteArrayOutputStream(to - from);
        plain.write(bytes, from, firstEscape - from);
        for (int i = firstEscape; i < to; i++) {
            int high = i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < to ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                plain.write(high * 16 + low);
                i += 2;
            } else {
                plain.write(bytes[i]);
            }
        }
        byte[] all = plain.toByteArray();
        return of(all, 0, all.length);
    }
}
