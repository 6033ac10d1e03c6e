package org.ringdesk.pbx.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How the values of SIP headers are written (RFC 3261, section 25.1). */
final class SipText {
    private SipText() {}

    /** At a character that stands neither in quotes nor in angle brackets. */
    static List<String> split(String text, char at) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                part.append(c);
                c = text.charAt(++i);
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == at && !quoted && !bracketed) {
                parts.add(part.toString().strip());
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        parts.add(part.toString().strip());
        return parts;
    }

    /** A parameter behind the first semicolon, without quotes; empty where there is none. */
    static String parameter(String value, String name) {
        return split(value, ';').stream()
                .skip(1)
                .map(part -> part.split("=", 2))
                .filter(part -> part[0].strip().equalsIgnoreCase(name))
                .map(part -> part.length < 2 ? "" : unquoted(part[1].strip()))
                .findFirst()
                .orElse("");
    }

    /** Of {@code "Name" <sip:…>;tag=…}, or of an address without brackets. */
    static String address(String value) {
        int from = value.lastIndexOf('<');
        int to = value.indexOf('>', from + 1);
        return from >= 0 && to > from
                ? value.substring(from + 1, to)
                : split(value, ';').getFirst();
    }

    static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return unescaped(quoted ? text.substring(1, text.length() - 1) : text);
    }

    /** Without the backslashes of a quoted string. */
    static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** As UTF-8, or where it is none, as Latin-1. */
    static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
