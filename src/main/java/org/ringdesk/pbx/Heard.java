package org.ringdesk.pbx;

import java.time.Instant;

/**
 * A message as an administrator may look at it to find out what is wrong.
 *
 * @param event as the message names it, or empty
 * @param number of the caller, as it came
 * @param result key of the text that says what came of it
 * @param detail what that text is filled in with, or empty
 * @param taken whether it was of use
 */
public record Heard(Instant at, String event, String number, String result, String detail, boolean taken) {
    private static final int LONGEST = 60;

    public Heard {
        event = shortened(event);
        number = shortened(number);
        detail = shortened(detail);
    }

    private static String shortened(String text) {
        String line = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
