package org.ringdesk.pbx.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringdesk.calls.About;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.Room;

/**
 * One message of the Manager Interface: its fields as they came. Names are compared without case, since CEL and Cdr write
 * {@code UniqueID} where all others write {@code Uniqueid}.
 */
record AmiMessage(List<Field> fields) {
    /** Stands for nothing in the events of channels. */
    private static final String UNKNOWN = "<unknown>";

    AmiMessage {
        fields = List.copyOf(fields);
    }

    /** A line. */
    record Field(String name, String value) {}

    static AmiMessage of(String... namesAndValues) {
        var fields = new ArrayList<Field>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new AmiMessage(fields);
    }

    /** Empty in an answer. */
    String event() {
        return text("Event");
    }

    /** Of the first field of that name; empty where there is none, or it is unknown. */
    String text(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value().equals(UNKNOWN) ? "" : field.value();
            }
        }
        return "";
    }

    /** Of a field that Asterisk escapes the way C does: names of callers (manager_channels.c, since version 12). */
    String name(String name) {
        return Cleaned.text(Escapes.undo(text(name)), About.LONGEST);
    }

    /** As much of a text as is kept of anything that is no id. */
    String brief(String name) {
        return Cleaned.text(text(name), About.LONGEST);
    }

    /** The same with some fields only. */
    AmiMessage only(Set<String> names) {
        return new AmiMessage(
                fields.stream().filter(field -> names.contains(field.name())).toList());
    }

    /** What it takes of the heap. */
    int weight() {
        return fields.stream()
                .mapToInt(field -> Room.of(field.value()) + 2 * field.name().length())
                .sum();
    }

    /** Zero where there is none. */
    int number(String name) {
        String text = text(name);
        return text.length() < 10 && !text.isEmpty() && text.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(text)
                : 0;
    }

    boolean is(String name, String value) {
        return text(name).equalsIgnoreCase(value);
    }

    /** As it goes over the wire. */
    String wire() {
        return fields.stream()
                .map(field -> clean(field.name()) + ": " + clean(field.value()) + "\r\n")
                .collect(Collectors.joining("", "", "\r\n"));
    }

    /** A line break in a value would begin a field of its own. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}]", " ");
    }
}
