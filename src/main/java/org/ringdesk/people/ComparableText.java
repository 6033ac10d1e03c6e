package org.ringdesk.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.ringdesk.platform.StreamSafe;

/**
 * A text in the forms in which it compares.
 *
 * @param exact composed, lower case, blanks at the ends removed and others single
 * @param folded the same without accents, and with letters such as ß or ø in basic ones
 */
record ComparableText(String exact, String folded) {
    /** Keeps keys far below the 2,700 bytes that an index entry may have. */
    private static final int LONGEST_KEY = 200;

    private static final int KEPT_OF_LONG_KEY = 120;
    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\p{Cc}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DOMAIN = Pattern.compile("[\\\\/]+");
    private static final Map<Character, String> BASIC = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('ø', "o"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ħ', "h"),
            Map.entry('ŧ', "t"),
            Map.entry('ŋ', "n"),
            Map.entry('ı', "i"),
            Map.entry('’', "'"),
            Map.entry('‘', "'"),
            Map.entry('ʼ', "'"),
            Map.entry('`', "'"),
            Map.entry('‐', "-"),
            Map.entry('‑', "-"),
            Map.entry('–', "-"));

    static ComparableText of(String written) {
        if (isPlain(written)) {
            String lower = written.toLowerCase(Locale.ROOT);
            return new ComparableText(lower, lower);
        }
        String visible = INVISIBLE
                .matcher(StreamSafe.normalized(written, Normalizer.Form.NFKC))
                .replaceAll("");
        String spaced = BLANKS.matcher(visible).replaceAll(" ").strip();
        String lower = spaced.toLowerCase(Locale.ROOT).replace('ς', 'σ');
        String exact = StreamSafe.normalized(lower, Normalizer.Form.NFC);
        return new ComparableText(exact, fold(exact));
    }

    /** A login name: {@code domain/user} and a doubled backslash are other spellings of {@code domain\\user}. */
    static ComparableText login(String written) {
        boolean domain = written.indexOf('\\') >= 0 || written.indexOf('/') >= 0;
        return of(domain ? DOMAIN.matcher(written).replaceAll("\\\\") : written);
    }

    /** Whether lower case is all that has to be made of it: most texts by far, and an import has millions. */
    private static boolean isPlain(String text) {
        if (text.startsWith(" ") || text.endsWith(" ") || text.contains("  ")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '`') {
                return false;
            }
        }
        return true;
    }

    /** The key itself, or its beginning and a hash of all of it where it is long. */
    static String bounded(String key) {
        if (key.length() <= LONGEST_KEY) {
            return key;
        }
        int kept =
                Character.isHighSurrogate(key.charAt(KEPT_OF_LONG_KEY - 1)) ? KEPT_OF_LONG_KEY - 1 : KEPT_OF_LONG_KEY;
        return key.substring(0, kept) + '~' + hash(key);
    }

    private static String fold(String exact) {
        String bare = MARKS.matcher(StreamSafe.normalized(exact, Normalizer.Form.NFKD))
                .replaceAll("");
        var folded = new StringBuilder(bare.length());
        bare.chars().forEach(c -> folded.append(BASIC.getOrDefault((char) c, String.valueOf((char) c))));
        return StreamSafe.normalized(folded.toString(), Normalizer.Form.NFC).strip();
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }
}
