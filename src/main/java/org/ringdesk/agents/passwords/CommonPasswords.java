package org.ringdesk.agents.passwords;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The passwords and words that guessing begins with, from leaked lists; the file's README says which. Kept as sorted 64-bit
 * numbers, 290 kB for 36,000 of them: the odds that another word has the number of one are one to 500 billion.
 */
final class CommonPasswords {
    private static final String FILE = "/passwords/common.txt.gz";

    private final long[] marks;

    CommonPasswords() {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(FILE), FILE);
                var lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            marks = marks(lines.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords could not be read", e);
        }
    }

    /** @param folded in small letters without accents, see {@link Folded} */
    boolean has(String folded) {
        return Arrays.binarySearch(marks, mark(folded)) >= 0;
    }

    private static long[] marks(Stream<String> words) {
        return words.mapToLong(CommonPasswords::mark).sorted().toArray();
    }

    /** FNV-1a. */
    private static long mark(String word) {
        long mark = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            mark = (mark ^ word.charAt(i)) * 0x100000001b3L;
        }
        return mark;
    }
}
