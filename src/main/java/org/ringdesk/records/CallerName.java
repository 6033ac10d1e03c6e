package org.ringdesk.records;

import java.util.List;
import java.util.regex.Pattern;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.PassedField;

/**
 * The name that came with a call's number, as a suggestion for a new person: {@code Jane Smith} or {@code Smith, Jane}.
 * Empty for what is no name, such as a number or one word with digits.
 */
public record CallerName(String first, String last) {
    static final CallerName NONE = new CallerName("", "");

    private static final int LONGEST = 100;
    private static final Pattern NO_NAME = Pattern.compile("[\\p{N}<>@:/\\\\]");

    static CallerName in(CallerMatch match) {
        return in(match.passed());
    }

    static CallerName in(List<PassedField> passed) {
        return passed.stream()
                .map(PassedField::callName)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .map(CallerName::of)
                .orElse(NONE);
    }

    static CallerName of(String delivered) {
        String name = delivered
                .replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
                .replace("\"", "")
                .strip();
        if (name.length() > LONGEST
                || !name.matches("[\\p{M}'’.,\\- ]*+\\p{L}.*")
                || NO_NAME.matcher(name).find()) {
            return NONE;
        }
        int comma = name.indexOf(',');
        int blank = name.lastIndexOf(' ');
        if (comma > 0) {
            return new CallerName(
                    name.substring(comma + 1).strip(), name.substring(0, comma).strip());
        }
        return blank < 0
                ? new CallerName("", name)
                : new CallerName(name.substring(0, blank).strip(), name.substring(blank + 1));
    }

    /** By the form's field for it; empty for any other. */
    public String suggested(String field) {
        return switch (field) {
            case "newFirstName" -> first;
            case "newLastName" -> last;
            default -> "";
        };
    }
}
