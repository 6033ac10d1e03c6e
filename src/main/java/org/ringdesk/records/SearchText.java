package org.ringdesk.records;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringdesk.platform.StreamSafe;

/**
 * A text as the search compares it: words and numbers alone, without accents, in lower case. The database function
 * {@code search_text} does the same to what is searched in.
 *
 * @param words in their order
 * @param starts where each word starts in the written text
 * @param ends where each word ends there
 */
record SearchText(List<String> words, List<Integer> starts, List<Integer> ends) {
    private static final Map<Integer, String> BASIC = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ŋ', "n"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ς', "σ"));

    static SearchText of(String written) {
        var text = new SearchText(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var word = new StringBuilder();
        int start = 0;
        for (int at = 0; at < written.length(); ) {
            int c = written.codePointAt(at);
            int next = at + Character.charCount(c);
            String folded = isMark(c) ? "" : folded(c);
            if (folded.isEmpty() && !isMark(c)) {
                text.add(word, start, at);
                start = next;
            } else if (word.isEmpty()) {
                start = at;
            }
            word.append(folded);
            at = next;
        }
        text.add(word, start, written.length());
        return text;
    }

    private void add(StringBuilder word, int start, int end) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            starts.add(start);
            ends.add(end);
            word.setLength(0);
        }
    }

    /** Empty where the character stands between words. */
    private static String folded(int c) {
        if (c < 128) {
            return isWord(c) ? Character.toString(Character.toLowerCase(c)) : "";
        }
        String lower = Character.toString(c).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder();
        StreamSafe.normalized(lower, Normalizer.Form.NFKD)
                .codePoints()
                .filter(SearchText::isWord)
                .forEach(part -> folded.append(BASIC.getOrDefault(part, Character.toString(part))));
        return folded.toString();
    }

    private static boolean isWord(int c) {
        return Character.isAlphabetic(c) || Character.isDigit(c);
    }

    /** The blocks of combining marks, as the database function takes them away. */
    private static boolean isMark(int c) {
        return (c >= 0x300 && c <= 0x36F)
                || (c >= 0x1AB0 && c <= 0x1AFF)
                || (c >= 0x1DC0 && c <= 0x1DFF)
                || (c >= 0x20D0 && c <= 0x20FF)
                || (c >= 0xFE20 && c <= 0xFE2F);
    }
}
