package org.ringdesk.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was typed into the search field: words, each of which may go on; phrases in quotation marks; with a minus in front
 * what must not occur. All must hold.
 *
 * @param text as typed, one line; what says nothing, such as {@code %%%}, has no terms and is found nowhere
 * @param terms at most {@link #MOST}
 */
record SearchTerms(String text, List<SearchTerm> terms) {
    private static final int MOST = 8;
    private static final int LONGEST_WORD = 60;
    private static final Pattern TERM = Pattern.compile(
            "(?<!\\S)(?<minus>-?)[\"“”„](?<phrase>[^\"“”„]*)[\"“”„]?|(?<!\\S)(?<without>-?)(?<plain>\\S+)|(?<rest>\\S+)");
    private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");
    private static final Pattern TELEPHONE = Pattern.compile("[+(]?[0-9][0-9\\s()./-]{2,30}");

    static SearchTerms of(String typed) {
        String text = CleanText.line(typed);
        List<SearchTerm> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        while (matcher.find() && terms.size() < MOST) {
            term(matcher).ifPresent(terms::add);
        }
        return new SearchTerms(text, terms.size() == 1 ? terms : wholeWhereShort(terms));
    }

    private static Optional<SearchTerm> term(Matcher typed) {
        String phrase = typed.group("phrase");
        String plain = typed.group("plain") == null ? typed.group("rest") : typed.group("plain");
        List<String> words = SearchText.of(phrase == null ? plain : phrase).words().stream()
                .limit(MOST)
                .toList();
        boolean tooLong = words.stream().anyMatch(word -> word.length() > LONGEST_WORD);
        boolean minus = "-".equals(typed.group("minus")) || "-".equals(typed.group("without"));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new SearchTerm(
                        words.stream().map(SearchTerms::bounded).toList(),
                        tooLong || (phrase == null && !minus),
                        minus));
    }

    private static List<SearchTerm> wholeWhereShort(List<SearchTerm> terms) {
        return terms.stream().map(SearchTerm::wholeIfShort).toList();
    }

    private static String bounded(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
    }

    List<SearchTerm> wanted() {
        return terms.stream().filter(term -> !term.excluded()).toList();
    }

    /** The record of which this is the number. */
    Optional<RecordId> number() {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() ? Optional.of(new RecordId(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    /** Whether a requester may be meant by number. */
    boolean telephone() {
        return TELEPHONE.matcher(text).matches();
    }

    /** As PostgreSQL's {@code to_tsquery} reads them. */
    String query() {
        return terms.stream().map(SearchTerm::query).collect(Collectors.joining(" & "));
    }
}
