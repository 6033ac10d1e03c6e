package org.ringdesk.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How urgent something is, and how far it reaches. */
public enum Level {
    HIGH(1),
    MEDIUM(2),
    LOW(3);

    private final int code;
    private final String apiName = name().toLowerCase(Locale.ROOT);

    Level(int code) {
        this.code = code;
    }

    /** 1 high to 3 low. */
    public int code() {
        return code;
    }

    /** As forms and the API spell it, such as {@code high}. */
    public String apiName() {
        return apiName;
    }

    public String textKey() {
        return "records.level." + apiName;
    }

    public static Optional<Level> withCode(int code) {
        return Arrays.stream(values()).filter(level -> level.code == code).findFirst();
    }

    /** By number or by name, ignoring case. */
    public static Optional<Level> named(String text) {
        String name = text.strip();
        return Arrays.stream(values())
                .filter(level -> level.apiName.equalsIgnoreCase(name)
                        || Integer.toString(level.code).equals(name))
                .findFirst();
    }
}
