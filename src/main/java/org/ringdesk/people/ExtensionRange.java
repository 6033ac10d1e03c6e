package org.ringdesk.people;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Extensions of equal length that follow one another.
 *
 * @param first the lowest, in digits; leading zeros count
 * @param last the highest, as long as the first
 */
record ExtensionRange(String first, String last) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,8})(?:\\s*[-–]\\s*([0-9]{1,8}))?");

    /** Reads {@code 201} or {@code 200-299}; empty for anything else, ends of different length or in wrong order. */
    static Optional<ExtensionRange> parse(String written) {
        var matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2) == null ? first : matcher.group(2);
        return first.length() == last.length() && first.compareTo(last) <= 0
                ? Optional.of(new ExtensionRange(first, last))
                : Optional.empty();
    }

    boolean contains(String digits) {
        return digits.length() == first.length() && first.compareTo(digits) <= 0 && digits.compareTo(last) <= 0;
    }
}
