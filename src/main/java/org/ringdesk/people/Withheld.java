package org.ringdesk.people;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises values by which a phone system says that it does not know the caller or may not tell (RFC 3261 section
 * 8.1.1.3, RFC 3323 section 4.1.1.3, Asterisk's and FreeSWITCH's defaults, the words of common phones).
 *
 * <p>What counts depends on the field. In a number every such word does. In a login or mail address, where a softphone
 * puts the SIP user, the words of the link contract do. Other fields hold what people are called and where they sit: a
 * Ms Private is found by her name, so there only what is no word of a person counts, such as {@code <unknown>} or
 * {@code sip:anonymous@anonymous.invalid}.
 */
final class Withheld {
    private static final Set<String> CONTRACT = Set.of(
            "anonymous",
            "unknown",
            "unavailable",
            "private",
            "restricted",
            "withheld",
            "blocked",
            "asterisk",
            "no caller id",
            "nocallerid");

    private static final Set<String> NUMBER_WORDS = Set.of(
            "none",
            "null",
            "nil",
            "undefined",
            "empty",
            "n/a",
            "na",
            "s",
            "p",
            "o",
            "hidden",
            "secret",
            "invalid",
            "id hidden",
            "out of area",
            "not available",
            "not provided",
            "payphone",
            "pay phone",
            "coin phone",
            "freeswitch",
            "callerid",
            "caller id",
            "anonym",
            "anonyme",
            "anonimo",
            "anonimo/a",
            "anonymus",
            "unbekannt",
            "unterdrückt",
            "inconnu",
            "masqué",
            "privé",
            "desconocido",
            "oculto",
            "privado",
            "sconosciuto",
            "privato",
            "onbekend",
            "anoniem",
            "okänd",
            "hemligt",
            "ukendt",
            "ukjent",
            "nieznany",
            "zastrzeżony",
            "неизвестно");

    /** {@code ANONYMOUS} and {@code UNAVAILABLE} keyed on a telephone's letters; no numbers that anyone has. */
    private static final Set<String> KEYED = Set.of("266696687", "86282452253");

    /** {@code UNKNOWN}, {@code PRIVATE}, {@code BLOCKED}, {@code RESTRICTED}: no numbers only where a plus is before them. */
    private static final Set<String> KEYED_AFTER_PLUS = Set.of("8656696", "7748328", "2562533", "7378742833");

    private static final Pattern NAMELESS_URI = Pattern.compile(
            "(?:sips?|tel):(?://)?(?:@.*|(?:anonymous|unknown|unavailable|restricted|private|asterisk)?(?:[@;].*)?)");
    private static final Pattern ANONYMOUS_HOST =
            Pattern.compile("(?:sips?:)?[^@\\s]*@anonymous\\.invalid(?:[;:?].*)?");
    private static final Pattern HOST_ONLY =
            Pattern.compile("sips?:(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?::[0-9]+)?(?:;.*)?");
    private static final Pattern BRACKETED_WORD =
            Pattern.compile("[<(\\[{]{1,2}\\s*(?:unknown|anonymous|unavailable|private"
                    + "|restricted|withheld|blocked|none|null|no caller id)\\s*[>)\\]}]{1,2}");
    private static final Pattern PHRASE =
            Pattern.compile("(?:anonymous|unknown|unavailable|private|restricted|withheld|blocked|hidden|no)"
                    + "[ _-]?(?:call(?:er)?|number|num|callerid|id|caller[ _-]?id|name)s?"
                    + "|(?:call(?:er)?|number|caller[ _-]?id|id)[ _-](?:is[ _-])?"
                    + "(?:anonymous|unknown|unavailable|private|restricted|withheld|blocked|hidden)");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern LAST_ANGLE = Pattern.compile(".*<([^<>]*)>[^<>]*");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{S}\\s]*");
    private static final Pattern SIP_DECORATION = Pattern.compile("^(?:sips?|tel|callto):(?://)?|[@;].*$");

    /** What is longer stands for nobody; keeps the patterns quick on junk. */
    private static final int MOST_CHARACTERS = 400;

    private Withheld() {}

    /** Whether the value stands for a caller who is not known; {@code value} is as it was passed. */
    static boolean is(CallerField field, String value) {
        if (value.isBlank() || value.length() > MOST_CHARACTERS) {
            return value.isBlank();
        }
        String said =
                ComparableText.of(value.replace("\"", " ").replace("'", " ")).exact();
        if (said.length() > MOST_CHARACTERS) { // One character may stand for eighteen.
            return false;
        }
        // Numbers mostly are without, and every word needs one.
        boolean letters = said.chars().anyMatch(Character::isLetter);
        if (said.isEmpty() || (letters && unmistakable(said))) {
            return true;
        }
        return switch (field) {
            case PHONE, CELL_PHONE, SMS_NUMBER -> (letters && word(bare(said))) || keyed(said, value) || nothing(said);
            case USER_NAME, EMAIL_ADDRESS -> CONTRACT.contains(bare(said));
            case FIRST_NAME,
                    LAST_NAME,
                    CAR_NUMBER,
                    BUILDING,
                    FLOOR,
                    CUBIC,
                    CUST_TEXT1,
                    CUST_TEXT2,
                    CUST_INT1,
                    CUST_INT2 -> false;
        };
    }

    private static boolean unmistakable(String said) {
        String address = angled(said);
        return BRACKETED_WORD.matcher(said).matches()
                || PHRASE.matcher(said).matches()
                || NAMELESS_URI.matcher(address).matches()
                || ANONYMOUS_HOST.matcher(address).matches()
                || HOST_ONLY.matcher(address).matches();
    }

    private static boolean word(String bare) {
        return CONTRACT.contains(bare)
                || NUMBER_WORDS.contains(bare)
                || PHRASE.matcher(bare).matches();
    }

    private static boolean keyed(String said, String value) {
        String bare = bare(said);
        String digits = NO_DIGITS.matcher(bare).replaceAll("");
        boolean plus = bare.startsWith("+") || Character.isWhitespace(value.charAt(0));
        return KEYED.contains(digits) || (plus && KEYED_AFTER_PLUS.contains(digits));
    }

    /** No letter and no digit but zero: {@code -}, {@code 0}, {@code +000}, {@code <>}. */
    private static boolean nothing(String said) {
        return PUNCTUATION.matcher(bare(said).replace('0', ' ')).matches();
    }

    private static String bare(String said) {
        return SIP_DECORATION.matcher(angled(said)).replaceAll("").strip();
    }

    private static String angled(String said) {
        var angle = LAST_ANGLE.matcher(said);
        return angle.matches() && !Objects.requireNonNull(angle.group(1)).isBlank()
                ? Objects.requireNonNull(angle.group(1)).strip()
                : said.replace("<", "").replace(">", "").strip();
    }
}
