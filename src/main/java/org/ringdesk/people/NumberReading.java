package org.ringdesk.people;

import java.util.Set;

/**
 * One way to read a written number.
 *
 * @param key what numbers are compared by: E.164 such as {@code +16174567890}, with {@code ;12} behind it where an
 *     extension follows; a bare extension or whatever no plan knows as plain digits
 * @param shown the same for people, such as {@code +1 617 456 7890}
 * @param how what had to be assumed to read it this way
 */
record NumberReading(String key, String shown, Set<How> how) {

    /** An assumption behind a reading. */
    enum How {
        /** It is one of the site's extensions. */
        EXTENSION,
        /** No plan knows it, so its digits are compared. */
        DIGITS,
        /** The blank before it was a plus before the link was decoded. */
        BLANK_IS_PLUS,
        /** It starts with the site's outside-line prefix. */
        OUTSIDE_LINE,
        /** It is a local call, which leaves out the site's area code. */
        LOCAL,
        /** It is international, but the plus is missing. */
        PLUS_MISSING,
        /** The extension behind it was left out. */
        WITHOUT_EXTENSION
    }
}
