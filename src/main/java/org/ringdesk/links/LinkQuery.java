package org.ringdesk.links;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link's query as phones really send it: decoded once, as UTF-8 where it is that and as Windows-1252 where not; broken
 * escapes stay as they are. No input is an error.
 *
 * @param cut whether something was left out: more than {@link #MOST_PARAMETERS} parameters, a value longer than
 *     {@link #MOST_CHARACTERS}, control characters
 */
record LinkQuery(List<Parameter> parameters, boolean cut) {
    static final int MOST_PARAMETERS = 100;
    static final int MOST_CHARACTERS = 256;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** {@code %CallerNumber%}: its first letters would pass for an escape; nothing encoded ends with a bare percent sign. */
    private static final Pattern PERCENT_MACRO = Pattern.compile("%{1,2}[A-Za-z][A-Za-z0-9_.-]*%{1,2}");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** One {@code name=value}, decoded. */
    record Parameter(String name, String value) {
        boolean named(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** Reads everything after the question mark; null where the link has none. */
    static LinkQuery parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return new LinkQuery(List.of(), false);
        }
        var reader = new Reader();
        int start = 0;
        while (start <= raw.length() && !reader.full()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            reader.read(raw.substring(start, end));
            start = end + 1;
        }
        return new LinkQuery(List.copyOf(reader.parameters), reader.cut || start <= raw.length());
    }

    /** The first parameter of that name, ignoring case. */
    Optional<String> first(String name) {
        return parameters.stream()
                .filter(p -> p.named(name))
                .map(Parameter::value)
                .findFirst();
    }

    private static final class Reader {
        final List<Parameter> parameters = new ArrayList<>();
        boolean cut;

        boolean full() {
            return parameters.size() == MOST_PARAMETERS;
        }

        void read(String pair) {
            if (pair.isEmpty()) {
                return;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(clean(decode(name)), clean(decode(value))));
        }

        private String clean(String text) {
            String harmless = CONTROL.matcher(text).replaceAll("");
            boolean tooLong = harmless.codePointCount(0, harmless.length()) > MOST_CHARACTERS;
            cut |= tooLong || harmless.length() < text.length();
            return tooLong ? harmless.substring(0, harmless.offsetByCodePoints(0, MOST_CHARACTERS)) : harmless;
        }
    }

    static String decode(String raw) {
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
                // The server hands bytes over as Latin-1 characters.
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
