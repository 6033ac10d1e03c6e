package org.ringdesk.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order records want attention: 1 first, 5 last. {@link PriorityMatrix} says which follows from what. */
public enum Priority {
    CRITICAL(1),
    HIGH(2),
    MEDIUM(3),
    LOW(4),
    PLANNING(5);

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    /** 1 to 5. */
    public int code() {
        return code;
    }

    public String textKey() {
        return "records.priority." + name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Priority> withCode(int code) {
        return Arrays.stream(values()).filter(priority -> priority.code == code).findFirst();
    }
}
