package org.ringdesk.records;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One thing that a record must hold, or must not, to be found.
 *
 * @param words of these, one behind the other
 * @param beginning whether the last one may go on
 * @param excluded whether records that hold it are left out
 */
record SearchTerm(List<String> words, boolean beginning, boolean excluded) {
    private static final int SHORT = 3;

    /** One or two letters begin too many words to be asked for beside others. */
    SearchTerm wholeIfShort() {
        return beginning && words.size() == 1 && words.getFirst().length() < SHORT
                ? new SearchTerm(words, false, excluded)
                : this;
    }

    /** As PostgreSQL's {@code to_tsquery} reads it; words are letters and digits only. */
    String query() {
        String phrase = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" <-> "));
        return (excluded ? "!" : "") + "(" + phrase + (beginning ? ":*" : "") + ")";
    }

    /** How many words of the text from there on are this term; 0 where it is not found there. */
    int lengthAt(List<String> text, int at) {
        if (at + words.size() > text.size()) {
            return 0;
        }
        boolean here = IntStream.range(0, words.size()).allMatch(i -> fits(i, text.get(at + i)));
        return here ? words.size() : 0;
    }

    private boolean fits(int i, String word) {
        boolean last = i == words.size() - 1;
        boolean goesOn = beginning && last;
        return goesOn ? word.startsWith(words.get(i)) : word.equals(words.get(i));
    }
}
