package org.ringdesk.platform;

import java.text.Normalizer;
import java.util.PrimitiveIterator;

/**
 * Text without endless heaps of accents. Bringing the marks on one letter into their order takes time by the square of their
 * number, so no more than {@link #MOST_MARKS} of them are kept in a row (UAX #15, Stream-Safe Text Format); no language
 * writes so many.
 */
public final class StreamSafe {
    private static final int MOST_MARKS = 30;
    private static final char FIRST_MARK = '\u0300';

    private StreamSafe() {}

    public static String normalized(String text, Normalizer.Form form) {
        return Normalizer.normalize(of(text), form);
    }

    public static String of(String text) {
        if (text.length() <= MOST_MARKS || text.chars().noneMatch(c -> c >= FIRST_MARK)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        int marks = 0;
        for (PrimitiveIterator.OfInt all = text.codePoints().iterator(); all.hasNext(); ) {
            int character = all.nextInt();
            marks = isMark(character) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                kept.appendCodePoint(character);
            }
        }
        return kept.toString();
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
