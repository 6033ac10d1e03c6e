package org.ringdesk.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether pages are light or dark. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Its name in forms, in the database and in message keys, such as {@code dark}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Theme> of(String key) {
        return Arrays.stream(values()).filter(theme -> theme.key().equals(key)).findFirst();
    }
}
