package org.ringdesk.platform;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The header of that name (RFC 9110, section 12.5.4), which anybody makes as long as they like. */
public final class AcceptLanguage {
    private static final int MOST = 10;
    private static final int LONGEST = 200;

    private AcceptLanguage() {}

    /** The first ten languages at most, as far as they fit into 200 characters: nobody reads more. */
    public static String first(String header) {
        String head = header.length() <= LONGEST
                ? header
                : header.substring(0, Math.max(0, header.lastIndexOf(',', LONGEST)));
        return Arrays.stream(head.split(",", MOST + 1)).limit(MOST).collect(Collectors.joining(","));
    }
}
