package org.ringdesk.pbx;

import java.util.List;
import java.util.Locale;

/**
 * Names that an administrator wrote, one in each line, {@code *} for anything; compared without case. A name that a phone
 * system says is read once for each line, however many stars it has.
 */
public record Wildcards(List<List<String>> lines) {
    /** Names are short; what is longer is none that anybody wrote down. */
    private static final int LONGEST = 250;

    public static Wildcards of(String lines) {
        return new Wildcards(lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> List.of(line.toLowerCase(Locale.ROOT).split("\\*", -1)))
                .toList());
    }

    public boolean fit(String name) {
        return name.length() <= LONGEST && anyFits(name.toLowerCase(Locale.ROOT));
    }

    private boolean anyFits(String name) {
        return lines.stream().anyMatch(parts -> fits(parts, name));
    }

    /** Each part at the first place behind the one before it: a later place would leave less for the others. */
    private static boolean fits(List<String> parts, String name) {
        if (parts.size() == 1) {
            return name.equals(parts.getFirst());
        }
        int at = parts.getFirst().length();
        if (!name.startsWith(parts.getFirst())) {
            return false;
        }
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return name.length() - at >= parts.getLast().length() && name.endsWith(parts.getLast());
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
