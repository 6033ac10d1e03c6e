package org.ringdesk.links;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.SentText;

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
            parameters.add(new Parameter(clean(SentText.decode(name)), clean(SentText.decode(value))));
        }

        private String clean(String text) {
            String harmless = CONTROL.matcher(text).replaceAll("");
            boolean tooLong = harmless.codePointCount(0, harmless.length()) > MOST_CHARACTERS;
            cut |= tooLong || harmless.length() < text.length();
            return tooLong ? harmless.substring(0, harmless.offsetByCodePoints(0, MOST_CHARACTERS)) : harmless;
        }
    }
}
