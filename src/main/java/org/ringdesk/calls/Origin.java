package org.ringdesk.calls;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where an event comes from.
 *
 * @param source the feed or connection; keys of different sources never meet. At most {@value #LONGEST_SOURCE} characters
 * @param id of the event, unique within the source: the same one again is a duplicate. At most {@value #LONGEST_KEY} characters
 * @param call the source's own key of the call at the time of the event. At most {@value #LONGEST_KEY} characters
 * @param at when it happened, by the source's clock where it has one, otherwise when it was received
 */
public record Origin(String source, String id, String call, Instant at) {
    public static final int LONGEST_SOURCE = 60;

    public static final int LONGEST_KEY = 250;

    /** The database keeps times to the microsecond; a call adds up to the same before and after. */
    static final ChronoUnit KEPT = ChronoUnit.MICROS;

    /** @throws IllegalArgumentException where a part is empty or too long; a feed refuses such an event before */
    public Origin {
        bounded("source", source, LONGEST_SOURCE);
        bounded("id", id, LONGEST_KEY);
        bounded("call", call, LONGEST_KEY);
        at = at.truncatedTo(KEPT);
    }

    private static void bounded(String name, String value, int longest) {
        if (value.isEmpty() || value.length() > longest || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " of an event has to have 1 to " + longest + " characters");
        }
    }

    Origin at(Instant other) {
        return new Origin(source, id, call, other);
    }
}
