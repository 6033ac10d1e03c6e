package org.ringdesk.agents.passwords;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What whoever knows somebody, or the desk, tries first: names, user name, address, company, the product. */
final class OwnWords {
    /** Shorter ones are part of many words; alone, with digits around them, they are refused as well. */
    private static final int PART_OF_A_WORD = 4;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final List<String> PRODUCT = List.of("Ringdesk", "helpdesk", "servicedesk");

    private final List<String> words;

    /** @param texts as they are written, of one or more words */
    OwnWords(Collection<String> texts) {
        words = Stream.concat(PRODUCT.stream(), texts.stream())
                .flatMap(text -> Stream.concat(Stream.of(text.strip()), BETWEEN.splitAsStream(text)))
                .filter(word -> word.length() > 1)
                .distinct()
                .toList();
    }

    /** The first of the words that stands in it, however it is disguised. */
    Optional<String> in(String folded) {
        Set<String> readings = Stream.of(folded, Folded.core(folded))
                .flatMap(Folded::readings)
                .map(Folded::letters)
                .flatMap(letters -> Stream.of(letters, Folded.reversed(letters)))
                .collect(Collectors.toSet());
        String plain = Folded.lettersAndDigits(folded);
        return words.stream()
                .filter(word -> spellings(word)
                        .anyMatch(spelt -> speaks(Folded.letters(spelt), readings) || spells(spelt, plain)))
                .findFirst();
    }

    private static boolean speaks(String letters, Set<String> readings) {
        return letters.length() >= PART_OF_A_WORD
                ? readings.stream().anyMatch(reading -> reading.contains(letters))
                : letters.length() > 1
                        && readings.stream()
                                .anyMatch(reading -> Folded.unit(reading).equals(letters));
    }

    /** User names such as {@code u4711} have hardly a letter. */
    private static boolean spells(String spelt, String plain) {
        String all = Folded.lettersAndDigits(spelt);
        return all.length() >= PART_OF_A_WORD && plain.contains(all);
    }

    private static Stream<String> spellings(String word) {
        String german = word.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue");
        return Stream.of(word, german).distinct().map(Folded::of);
    }
}
