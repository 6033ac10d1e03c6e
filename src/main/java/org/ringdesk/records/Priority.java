package org.ringdesk.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order records want attention: 1 first, 5 last. Follows from urgency and impact, here and nowhere else. */
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

    /**
     * The usual matrix: each step down in urgency or impact is a step down in priority.
     *
     * <pre>
     *                 impact high  medium  low
     * urgency high         1       2       3
     * urgency medium       2       3       4
     * urgency low          3       4       5
     * </pre>
     */
    public static Priority of(Level urgency, Level impact) {
        return withCode(urgency.code() + impact.code() - 1).orElseThrow();
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
