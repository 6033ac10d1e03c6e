package org.ringdesk.people;

import java.text.Normalizer;
import java.util.Locale;

/**
 * User names are the same where the database says so, which tells by {@code lower()} and its own locale; Java writes some
 * letters otherwise: {@code İ} is one letter there and two here. What is decided here errs on the safe side.
 */
final class UserNames {
    private UserNames() {}

    /** Whether they are one name by every way to write letters small. */
    static boolean surelySame(String one, String other) {
        return letterByLetter(one).equals(letterByLetter(other)) && asText(one).equals(asText(other));
    }

    /** The same for all names that the database may take for one. */
    static String mayBeSame(String name) {
        String bare = Normalizer.normalize(asText(letterByLetter(name)), Normalizer.Form.NFD)
                .replace("\u0307", "");
        return Normalizer.normalize(bare.replace('ς', 'σ'), Normalizer.Form.NFC);
    }

    private static String letterByLetter(String name) {
        return name.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String asText(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
