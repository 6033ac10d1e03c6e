package org.ringdesk.people;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a person's details into the form in which they are kept, and notes what stands against them: blanks at the ends
 * go, whole numbers lose their zeros, the display name falls back to first and last name, then to the user name.
 */
final class PersonChecks {
    static final int LONGEST_TEXT = 200;
    static final int LONGEST_NOTES = 10_000;

    private final List<PersonProblem> problems = new ArrayList<>();

    private PersonChecks() {}

    /**
     * @param details as they are kept, as far as they could be read
     * @param problems what stands against keeping them; empty where nothing does
     */
    record Checked(PersonDetails details, List<PersonProblem> problems) {}

    static Checked check(PersonDetails given) {
        var checks = new PersonChecks();
        PersonDetails details = checks.read(given);
        return new Checked(details, checks.problems);
    }

    private PersonDetails read(PersonDetails given) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        given.fields().values().forEach((field, value) -> fields.put(field, callerField(field, value)));
        if (!fields.containsKey(CallerField.USER_NAME)) {
            problems.add(new PersonProblem(CallerField.USER_NAME.fieldName(), "people.problem.user-name-missing"));
        }
        var kept = new CallerFields(fields);
        String displayName = text("display_name", given.displayName());
        return new PersonDetails(
                kept,
                displayName.isEmpty() ? defaultName(kept) : displayName,
                text("company", given.company()),
                text("department", given.department()),
                text("location", given.location()),
                given.vip(),
                language(given.language()),
                notes(given.notes()),
                given.enabled());
    }

    /** First and last name, else the user name. */
    static String defaultName(CallerFields fields) {
        String name = Stream.of(fields.get(CallerField.FIRST_NAME), fields.get(CallerField.LAST_NAME))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        String shown = name.isEmpty() ? fields.text(CallerField.USER_NAME) : name;
        return shown.codePointCount(0, shown.length()) <= LONGEST_TEXT
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_TEXT)).strip();
    }

    private String callerField(CallerField field, String value) {
        return switch (field.kind()) {
            case TEXT, LOGIN, NUMBER -> text(field.fieldName(), value);
            case INTEGER -> wholeNumber(field.fieldName(), value);
        };
    }

    private String wholeNumber(String field, String value) {
        try {
            return Long.toString(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            problems.add(new PersonProblem(field, "people.problem.no-whole-number", excerpt(value)));
            return "";
        }
    }

    private String text(String field, String value) {
        return bounded(field, value.strip(), LONGEST_TEXT, false);
    }

    private String notes(String value) {
        String lines = value.replace("\r\n", "\n").replace('\r', '\n').strip();
        return bounded("notes", lines, LONGEST_NOTES, true);
    }

    private String language(String value) {
        String tag = value.strip();
        if (tag.isEmpty()) {
            return "";
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            problems.add(new PersonProblem("language", "people.problem.no-language", excerpt(value)));
            return "";
        }
    }

    private String bounded(String field, String value, int longest, boolean lines) {
        if (value.length() > longest && value.codePointCount(0, value.length()) > longest) {
            problems.add(new PersonProblem(field, "people.problem.too-long", longest));
            return "";
        }
        String code = firstUnfit(value, lines);
        if (code != null) {
            problems.add(new PersonProblem(field, "people.problem.control-character", code));
            return "";
        }
        return value;
    }

    /** The first character that no text may hold, as {@code U+0000}. */
    private static @Nullable String firstUnfit(String value, boolean lines) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean line = lines && (c == '\n' || c == '\t');
            if ((Character.isISOControl(c) && !line) || loneSurrogate(value, i)) {
                return String.format(Locale.ROOT, "U+%04X", (int) c);
            }
        }
        return null;
    }

    private static boolean loneSurrogate(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    private static String excerpt(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
