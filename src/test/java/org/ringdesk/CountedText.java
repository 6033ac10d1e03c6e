package org.ringdesk;

import java.util.regex.Matcher;
import org.ringdesk.CodePatterns.Way;

/** A text that counts how often it is looked at, and refuses more looks than 40 for each of 50,000 characters. */
final class CountedText implements CharSequence {
    private static final int MOST_LOOKS = 2_000_000;

    private final String text;
    private int left = MOST_LOOKS;

    private CountedText(String text) {
        this.text = text;
    }

    /** Reads a text in each way in which the code reads by that expression. */
    static void read(CodePatterns.Found found, String text) {
        try {
            for (Way way : found.ways()) {
                Matcher matcher = found.pattern().matcher(new CountedText(text));
                boolean more = way == Way.PARTS ? matcher.find() : matcher.matches();
                while (way == Way.PARTS && more) {
                    more = matcher.find();
                }
            }
        } catch (StackOverflowError | TooManyLooks e) {
            throw new AssertionError("%s on %d characters %s…%s: %s"
                    .formatted(
                            found,
                            text.length(),
                            text.substring(0, 12),
                            text.substring(text.length() - 4),
                            e.getClass().getSimpleName()));
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public char charAt(int index) {
        if (left-- == 0) {
            throw new TooManyLooks();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
