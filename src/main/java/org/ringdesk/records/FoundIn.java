package org.ringdesk.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the words of a search stand in a record.
 *
 * @param textKey the name of the place as a message
 * @param pieces some words around the first of them
 */
public record FoundIn(String textKey, List<Piece> pieces) {
    private static final int BEFORE = 40;
    private static final int LENGTH = 160;

    /** A stretch of text; the found ones are to be marked. */
    public record Piece(String text, boolean found) {}

    /** The texts of a record that its title does not show. */
    record Texts(String description, String solution, String notes) {}

    /** Empty where title and requester show everything that was searched for. */
    static Optional<FoundIn> of(SearchTerms sought, RecordSummary record, Texts texts) {
        RecordPerson requester = record.requester();
        SearchText shown = SearchText.of(record.title() + "\n"
                + (requester == null ? "" : requester.displayName() + "\n" + requester.userName()));
        List<SearchTerm> missing =
                sought.wanted().stream().filter(term -> !at(shown, term)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : in("records.found.description", texts.description(), missing)
                        .or(() -> in("records.found.note", texts.notes(), missing))
                        .or(() -> in("records.found.solution", texts.solution(), missing));
    }

    private static boolean at(SearchText text, SearchTerm term) {
        for (int i = 0; i < text.words().size(); i++) {
            if (term.lengthAt(text.words(), i) > 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<FoundIn> in(String textKey, String written, List<SearchTerm> terms) {
        SearchText text = SearchText.of(written);
        for (int i = 0; i < text.words().size(); i++) {
            if (longest(text, terms, i) > 0) {
                return Optional.of(new FoundIn(textKey, pieces(written, text, terms, i)));
            }
        }
        return Optional.empty();
    }

    private static int longest(SearchText text, List<SearchTerm> terms, int at) {
        return terms.stream()
                .mapToInt(term -> term.lengthAt(text.words(), at))
                .max()
                .orElse(0);
    }

    /** Whole words only, from a little before the first one that was found. */
    private static List<Piece> pieces(String written, SearchText text, List<SearchTerm> terms, int first) {
        int word = first;
        while (word > 0 && text.starts().get(first) - text.starts().get(word - 1) <= BEFORE) {
            word--;
        }
        int from = word == 0 ? 0 : text.starts().get(word);
        int end = from;
        List<Piece> pieces = new ArrayList<>();
        var plain = new StringBuilder(from > 0 ? "… " : "");
        while (word < text.words().size() && text.ends().get(word) - from <= LENGTH) {
            int length = longest(text, terms, word);
            plain.append(written, end, text.starts().get(word));
            end = text.ends().get(word + Math.max(length, 1) - 1);
            String here = written.substring(text.starts().get(word), end);
            if (length > 0) {
                add(pieces, plain);
                pieces.add(new Piece(here, true));
            } else {
                plain.append(here);
            }
            word += Math.max(length, 1);
        }
        add(pieces, plain.append(end < written.length() ? " …" : ""));
        return pieces;
    }

    private static void add(List<Piece> pieces, StringBuilder plain) {
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), false));
            plain.setLength(0);
        }
    }
}
