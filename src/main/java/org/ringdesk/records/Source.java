package org.ringdesk.records;

import java.util.Locale;

/** How a record reached the desk. */
public enum Source {
    PHONE,
    MAIL,
    PORTAL,
    API;

    private final String apiName = name().toLowerCase(Locale.ROOT);

    public String apiName() {
        return apiName;
    }

    public String textKey() {
        return "records.source." + apiName;
    }

    static Source named(String apiName) {
        return valueOf(apiName.toUpperCase(Locale.ROOT));
    }
}
