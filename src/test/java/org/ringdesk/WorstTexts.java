package org.ringdesk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Long texts that an expression almost matches: what it names, over and over, and then something else. */
final class WorstTexts {
    private static final int SHORT = 4_000;
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\[pP]\\{[^}]*}|\\\\[A-Za-z]|\\(\\?[a-z<>=!:]*|\\{[0-9,]*}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+:?|%|<|\"|@|;|\\(|/|#|=");

    private WorstTexts() {}

    static List<String> of(String expression, int longest) {
        int most = Math.min(SHORT, longest / 2);
        List<String> texts = new ArrayList<>();
        Set<String> words = words(expression);
        Set<Character> characters = characters(expression);
        for (char one : characters) {
            String many = String.valueOf(one).repeat(longest);
            for (String end : List.of("", "a", "1", "\u0001")) {
                texts.add(many + end);
            }
            for (String word : words) {
                texts.add(word + many.substring(0, most) + "\u0001");
                texts.add((word + one).repeat(most / 2) + "\u0001");
                texts.add(many.substring(0, most) + word + many.substring(0, most) + "\u0001");
            }
            for (char other : characters) {
                texts.add((String.valueOf(one) + other).repeat(most / 2) + "\u0001");
                texts.add(String.valueOf(one).repeat(most / 2)
                        + String.valueOf(other).repeat(most / 2));
            }
        }
        return texts;
    }

    private static Set<String> words(String expression) {
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(ESCAPE.matcher(expression).replaceAll(" "))
                .results()
                .limit(12)
                .forEach(word -> words.add(word.group()));
        return words;
    }

    private static Set<Character> characters(String expression) {
        Set<Character> characters =
                new LinkedHashSet<>(List.of('1', '0', 'a', ' ', '-', '.', '\n', '\t', 'é', '\u0301'));
        ESCAPE.matcher(expression)
                .replaceAll("")
                .chars()
                .limit(60)
                .mapToObj(character -> (char) character)
                .filter(character -> !Character.isLetter(character))
                .forEach(characters::add);
        return characters;
    }
}
