package org.ringdesk.records;

import java.util.Optional;
import org.ringdesk.platform.StreamSafe;

/** Texts as they are kept: what PostgreSQL or a page could not show is gone, line ends are single. */
final class CleanText {
    private static final int LONGEST_EXCERPT = 40;

    private CleanText() {}

    /** One line: control characters become blanks, blanks at the ends go. */
    static String line(String text) {
        return clean(StreamSafe.of(text).replace("\0", "").replaceAll("\\p{Cntrl}+", " "));
    }

    /** Lines: of the control characters only line ends and tabs stay. */
    static String lines(String text) {
        return clean(
                StreamSafe.of(text).replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""));
    }

    static Optional<RecordProblem> tooLong(RecordField field, String text, int longest) {
        int length = text.length() <= longest ? text.length() : text.codePointCount(0, text.length());
        return length <= longest
                ? Optional.empty()
                : Optional.of(new RecordProblem(field, "records.problem.too-long", longest, length));
    }

    /** As much as a message quotes. */
    static String excerpt(String text) {
        String line = line(text);
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }

    /** Half a surrogate pair is no character: it has no UTF-8. */
    private static String clean(String text) {
        return text.strip().codePoints().allMatch(CleanText::whole)
                ? text.strip()
                : text.strip()
                        .codePoints()
                        .map(c -> whole(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean whole(int codePoint) {
        return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
    }
}
