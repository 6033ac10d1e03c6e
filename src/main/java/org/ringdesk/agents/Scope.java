package org.ringdesk.agents;

import java.util.Arrays;
import java.util.Optional;

/** What an API token may do. */
public enum Scope {
    CALLERS_READ("callers:read"),
    PEOPLE_READ("people:read"),
    PEOPLE_WRITE("people:write"),
    RECORDS_READ("records:read"),
    RECORDS_WRITE("records:write"),
    CALLS_READ("calls:read"),
    PBX_WRITE("pbx:write"),
    METRICS_READ("metrics:read");

    private final String key;

    Scope(String key) {
        this.key = key;
    }

    /** As the API writes it, such as {@code people:read}. */
    public String key() {
        return key;
    }

    String authority() {
        return "SCOPE_" + key;
    }

    static Optional<Scope> ofKey(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key.equals(key)).findAny();
    }
}
