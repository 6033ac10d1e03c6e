package org.ringdesk.pbx.asterisk;

/**
 * Undoes what was done to the name of a caller on its way: SIP puts a backslash before quotes and backslashes (RFC 3261
 * section 25.1, {@code quoted-pair}), which Asterisk keeps, and the Manager Interface escapes the whole the way C does.
 */
final class Escapes {
    private static final String LETTERS = "abfnrtv";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b";

    private Escapes() {}

    static String undo(String text) {
        return text.indexOf('\\') < 0 ? text : quotedPairs(ofC(text));
    }

    private static String ofC(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                int letter = LETTERS.indexOf(next);
                plain.append(letter < 0 ? next : MEANT.charAt(letter));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String quotedPairs(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }
}
