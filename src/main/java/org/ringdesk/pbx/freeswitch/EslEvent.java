package org.ringdesk.pbx.freeswitch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ringdesk.calls.About;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.Room;
import tools.jackson.databind.JsonNode;

/**
 * An event of FreeSWITCH, or a channel as it is. Names of fields are the same in whatever case.
 *
 * @param late how much later it was than its times say, since the clock there is wrong
 */
record EslEvent(Map<String, String> fields, Duration late) {
    private static final int MOST_FIELDS = 2_000;
    private static final int LONGEST_NAME = 80;

    /** Of a name or a value in bytes, before its percent signs are undone. */
    private static final int LONGEST_SENT = 2_000;

    /** Longer values are cut, in characters: nothing that is of use is. Ids are 36 as a rule. */
    private static final int LONGEST_ID = 200;

    private static final int LONGEST_NUMBER = 60;

    /** Microseconds since 1970. */
    private static final List<String> TIMES = List.of(
            "Event-Date-Timestamp",
            "Caller-Channel-Created-Time",
            "Caller-Channel-Progress-Time",
            "Caller-Channel-Progress-Media-Time",
            "Caller-Channel-Bridged-Time");

    /** What is made use of, besides the variable with what callers keyed. */
    private static final Set<String> USED = used();

    /** A call that goes on for longer began at another time than is said. */
    private static final Duration LONGEST_CALL = Duration.ofDays(7);

    private static final Duration AHEAD = Duration.ofMinutes(5);

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
                String text = EslText.unescaped(body, value, Math.min(end, value + LONGEST_SENT));
                String name = Cleaned.text(EslText.of(body, from, Math.min(colon, from + LONGEST_SENT)), LONGEST_NAME);
                fields.put(name, cleaned(name, text));
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
            String name = Cleaned.text(field.getKey(), LONGEST_NAME);
            fields.put(name, cleaned(name, last.asString("")));
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

    private static String cleaned(String name, String text) {
        if (text.length() <= LONGEST_NUMBER) {
            return Cleaned.text(text, LONGEST_NUMBER);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean id = lower.endsWith("-id") || lower.endsWith("uuid") || lower.endsWith("originator");
        return Cleaned.text(text, id ? LONGEST_ID : lower.endsWith("-number") ? LONGEST_NUMBER : About.LONGEST);
    }

    private static Set<String> used() {
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        used.addAll(TIMES);
        used.addAll(List.of(
                "Answer-State",
                "Bridge-A-Unique-ID",
                "Bridge-B-Unique-ID",
                "Call-Direction",
                "Caller-Callee-ID-Number",
                "Caller-Caller-ID-Name",
                "Caller-Caller-ID-Number",
                "Caller-Context",
                "Caller-Destination-Number",
                "Caller-Orig-Caller-ID-Number",
                "Caller-Privacy-Hide-Number",
                "Channel-Call-State",
                "Channel-Name",
                "Channel-Presence-ID",
                "Core-UUID",
                "Event-Name",
                "Event-Sequence",
                "Event-Subclass",
                "Hangup-Cause",
                "Old-Unique-ID",
                "Other-Leg-Unique-ID",
                "Other-Type",
                "Unique-ID",
                "digits"));
        used.addAll(List.of("CC-Action", "CC-Agent", "CC-Agent-Status", "CC-Member-Session-UUID", "CC-Queue"));
        List.of(
                        "cc_member_session_uuid",
                        "cc_queue",
                        "dialed_user",
                        "endpoint_disposition",
                        "originating_leg_uuid",
                        "originator",
                        "other_loopback_from_uuid",
                        "other_loopback_leg_uuid",
                        "sip_auth_username",
                        "sip_gateway",
                        "sip_gateway_name",
                        "sip_hangup_disposition",
                        "sip_req_user",
                        "sofia_profile_name",
                        "transfer_destination",
                        "user_name")
                .forEach(variable -> used.add("variable_" + variable));
        return used;
    }

    /** What is to be kept of it for later. */
    EslEvent used(String variable) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        USED.forEach(name -> keep(kept, name));
        keep(kept, "variable_" + variable);
        return new EslEvent(kept, late);
    }

    private void keep(Map<String, String> kept, String name) {
        String value = text(name);
        if (!value.isEmpty()) {
            kept.put(name, value);
        }
    }

    /** What it takes of the heap. */
    int weight() {
        return Room.of(fields.values().toArray(String[]::new));
    }

    /** Without times at which nothing of it can have been. */
    EslEvent plausible(Instant now) {
        List<String> wrong = TIMES.stream()
                .filter(this::has)
                .filter(name -> {
                    Instant at = time(name, now);
                    return at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(LONGEST_CALL));
                })
                .toList();
        if (wrong.isEmpty()) {
            return this;
        }
        Map<String, String> right = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        right.putAll(fields);
        wrong.forEach(right::remove);
        return new EslEvent(right, late);
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
