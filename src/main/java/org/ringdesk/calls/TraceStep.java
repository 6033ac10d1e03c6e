package org.ringdesk.calls;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step on the way from an event to an agent's browser.
 *
 * @param textKey of the sentence that says what happened, such as {@code calls.trace.event.rang}; its arguments are the facts
 * @param facts what the text tells, never a caller's number
 */
public record TraceStep(Instant at, String textKey, List<String> facts) {
    private static final String TRACE = ".trace.";

    public TraceStep {
        facts = List.copyOf(facts);
    }

    /** What happened, for programs: {@code event.rang}. */
    public String code() {
        return textKey.substring(textKey.indexOf(TRACE) + TRACE.length());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at);
        json.put("step", code());
        json.put("facts", facts);
        return json;
    }
}
