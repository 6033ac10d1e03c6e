package org.ringdesk.pbx.freeswitch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An event of FreeSWITCH, or a channel as it is. Names of fields are the same in whatever case.
 *
 * @param late how much later it was than its times say, since the clock there is wrong
 */
record EslEvent(Map<String, String> fields, Duration late) {
    private static final int MOST_FIELDS = 2_000;

    /** Longer values are cut: nothing that is of use is. */
    private static final int LONGEST_VALUE = 2_000;

    EslEvent(Map<String, String> fields) {
        this(fields, Duration.ZERO);
    }

    /** Of {@code text/event-plain}: a line for each field, values with percent signs. */
    static EslEvent plain(byte[] body) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int from = 0;
        while (from < body.length && body[from] != '\n' && fields.size() < MOST_FIELDS) {
            int end = indexOf(body, '\n', from, body.length);
            int colon = indexOf(body, ':', from, end);
            if (colon < end) {
                int value = colon + 1 < end && body[colon + 1] == ' ' ? colon + 2 : colon + 1;
                String text = EslText.unescaped(body, value, Math.min(end, value + 3 * LONGEST_VALUE));
                fields.put(EslText.of(body, from, colon), shortened(text));
            }
            from = end + 1;
        }
        return new EslEvent(fields);
    }

    /** Of a JSON object; of a list the last part counts, which is the newest. */
    static EslEvent json(JsonNode object) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        object.properties().stream().limit(MOST_FIELDS).forEach(field -> {
            JsonNode value = field.getValue();
            JsonNode last = value.isArray() && !value.isEmpty() ? value.get(value.size() - 1) : value;
            fields.put(field.getKey(), shortened(last.asString("")));
        });
        return new EslEvent(fields);
    }

    private static int indexOf(byte[] bytes, char c, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != c) {
            at++;
        }
        return at;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
    }

    EslEvent later(Duration by) {
        return new EslEvent(fields, by);
    }

    String name() {
        return text("Event-Name");
    }

    /** Empty where there is no such field. */
    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /** The first of some fields that says something. */
    String first(String... names) {
        return Stream.of(names)
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    boolean is(String field, String value) {
        return text(field).equals(value);
    }

    boolean has(String field) {
        return !text(field).isEmpty();
    }

    /** Of the channel. */
    String variable(String variable) {
        return text("variable_" + variable);
    }

    String channel() {
        return text("Unique-ID");
    }

    /** When it happened, by the clock of the PBX. */
    Instant at(Instant otherwise) {
        return time("Event-Date-Timestamp", otherwise);
    }

    /**
     * A time in microseconds.
     *
     * @param otherwise where there is none, or it is 0
     */
    Instant time(String field, Instant otherwise) {
        String text = text(field);
        if (!text.matches("[1-9][0-9]{9,17}")) {
            return otherwise;
        }
        try {
            return Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS).plus(late);
        } catch (DateTimeException impossible) {
            return otherwise;
        }
    }
}
