package org.ringdesk.pbx;

/**
 * Text that a phone system sent, fit to be kept, shown and written down: without control characters and halves of
 * characters, and no longer than it may be. Every connector's texts come in by here, so that none is met raw anywhere.
 */
public final class Cleaned {
    /** In a line of the log, and where a page says what was answered. */
    private static final int LONGEST_LINE = 80;

    private Cleaned() {}

    /** Without control characters; the same object where there is nothing to do, as nearly always. */
    public static String text(String raw, int longest) {
        return raw.length() <= longest && isPlain(raw) ? raw : kept(raw, longest, false);
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Without what is not seen as well, such as marks that turn the direction of writing round: for a log and for a page. */
    public static String line(String raw) {
        return line(raw, LONGEST_LINE);
    }

    static String line(String raw, int longest) {
        return kept(raw, longest, true);
    }

    private static String kept(String raw, int longest, boolean seen) {
        var text = new StringBuilder(Math.min(raw.length(), longest));
        for (int i = 0; i < raw.length() && text.length() < longest; ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (isText(c) && !(seen && isUnseen(c)) && text.length() + Character.charCount(c) <= longest) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private static boolean isText(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
