package org.ringdesk.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of record it is, with the link contract's numbers ({@code SR_Type}). */
public enum RecordType {
    INCIDENT(1),
    CHANGE(4),
    PROBLEM(6),
    REQUEST(10);

    private final int code;
    private final String apiName = name().toLowerCase(Locale.ROOT);

    RecordType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** As addresses and the API spell it, such as {@code incident}. */
    public String apiName() {
        return apiName;
    }

    public String textKey() {
        return "records.type." + apiName;
    }

    public static Optional<RecordType> withCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** By number or by name, ignoring case. */
    public static Optional<RecordType> named(String text) {
        String name = text.strip();
        return Arrays.stream(values())
                .filter(type -> type.apiName.equalsIgnoreCase(name)
                        || Integer.toString(type.code).equals(name))
                .findFirst();
    }
}
