package org.ringdesk.people;

import org.jspecify.annotations.Nullable;

/**
 * One {@code autoUserField_} of a link, decoded but otherwise as it came: the name may be none of the fifteen, the value
 * may be empty, a macro that the phone did not fill in, or a withheld number. Or the number of a call, which no link can
 * pass: it is looked for in all the fields that hold numbers.
 *
 * @param callName the name that came with a call's number, often empty; null for a field of a link
 */
public record PassedField(
        String name, String value, @Nullable String callName) {
    /** Of a link. */
    public PassedField(String name, String value) {
        this(name, value, null);
    }

    /** The number of a call. */
    public static PassedField ofCall(String number, String name) {
        return new PassedField("number", number, name);
    }

    /** Whether it is the number of a call. */
    public boolean ofCall() {
        return callName != null;
    }
}
