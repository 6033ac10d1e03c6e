package org.ringdesk.records;

import java.util.Locale;

/** What gives a record a status by itself. */
public enum StatusButton {
    NEW(false),
    LOG_AND_CLOSE(true),
    CLOSE(true),
    REOPEN(false);

    private final boolean closes;

    StatusButton(boolean closes) {
        this.closes = closes;
    }

    /** Whether it gives a closed status. */
    public boolean closes() {
        return closes;
    }

    /** As the database, forms and the API spell it, such as {@code log-and-close}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String textKey() {
        return "records.button." + key();
    }

    static StatusButton named(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
