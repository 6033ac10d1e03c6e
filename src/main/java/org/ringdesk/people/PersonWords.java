package org.ringdesk.people;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words by which the search box finds a person, beyond those that a key of first name, last name, user name or e-mail
 * address starts with already: of the display name, of the company, and the second and later words of names.
 */
final class PersonWords {
    static final int MOST_WORDS = 12;
    private static final int LONGEST_WORD = 60;
    private static final int SHORTEST_WORD = 2;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;()/\"]+");
    private static final Pattern INSIDE_WORD = Pattern.compile("[-.&+_'@]+");

    private PersonWords() {}

    /** Distinct, in lower case, without accents. */
    static Set<String> of(PersonDetails details) {
        CallerFields fields = details.fields();
        String first = folded(fields.text(CallerField.FIRST_NAME));
        String last = folded(fields.text(CallerField.LAST_NAME));
        String login = folded(fields.text(CallerField.USER_NAME));
        Set<String> words = new LinkedHashSet<>();
        Stream.of(first, last, folded(details.displayName()), folded(details.company()))
                .forEach(text -> addWords(text, words));
        words.removeIf(word -> first.startsWith(word) || last.startsWith(word) || login.startsWith(word));
        return words;
    }

    /** The words of what somebody typed into a search box, in the same form. */
    static List<String> typed(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(folded(text)))
                .filter(word -> !word.isEmpty())
                .map(PersonWords::bounded)
                .distinct()
                .toList();
    }

    private static void addWords(String text, Set<String> words) {
        if (text.isEmpty()) {
            return;
        }
        for (String word : BETWEEN_WORDS.split(text, -1)) {
            add(word, words);
            String[] parts = INSIDE_WORD.split(word, -1);
            for (int i = 1; i < parts.length; i++) {
                add(parts[i], words);
            }
        }
    }

    private static void add(String word, Set<String> words) {
        if (word.length() >= SHORTEST_WORD && words.size() < MOST_WORDS) {
            words.add(bounded(word));
        }
    }

    private static String bounded(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD - 1);
    }

    private static String folded(String text) {
        return text.isEmpty() ? "" : ComparableText.of(text).folded();
    }
}
