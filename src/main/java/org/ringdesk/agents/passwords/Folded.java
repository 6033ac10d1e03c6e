package org.ringdesk.agents.passwords;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts as passwords are compared with: small letters without accents, and the letters that digits and signs stand for. */
final class Folded {
    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private static final String SIGNS = "0134578@$!€";

    /** A one and an exclamation mark stand for an i as well as for an l. */
    private static final String AS_I = "oieastbasie";

    private static final String AS_L = "oleastbasle";

    private Folded() {}

    static String of(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(apart)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ı", "i")
                .replace("ł", "l")
                .replace("ø", "o")
                .replace("æ", "ae");
    }

    /** As it is, and with what stands for letters read as letters. */
    static Stream<String> readings(String folded) {
        return Stream.of(folded, read(folded, AS_I), read(folded, AS_L));
    }

    static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String lettersAndDigits(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Without the digits and signs before the first and after the last letter. */
    static String core(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && !Character.isLetter(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /** What is said over and over, the last time perhaps not to its end; the text itself where nothing is. */
    static String unit(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            if (text.startsWith(text.substring(length))) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String read(String folded, String letters) {
        var text = new StringBuilder(folded);
        for (int i = 0; i < text.length(); i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            if (sign >= 0) {
                text.setCharAt(i, letters.charAt(sign));
            }
        }
        return text.toString();
    }
}
