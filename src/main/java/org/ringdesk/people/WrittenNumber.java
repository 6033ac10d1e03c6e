package org.ringdesk.people;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.StreamSafe;

/**
 * A telephone number taken out of what somebody or some device wrote: SIP and tel URIs (RFC 3261 section 19.1, RFC 3966),
 * name and address, labels, extensions, punctuation. It says nothing yet about what the number dials.
 *
 * @param international whether it was written with a plus
 * @param digits ASCII digits, at least one; a feature code keeps its leading star
 * @param extension digits of the extension after the number, or empty
 */
record WrittenNumber(boolean international, String digits, String extension) {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    /** What follows is no number any more; keeps the patterns below quick on junk. */
    private static final int MOST_CHARACTERS = 400;

    private static final int DIGITS_OF_A_WHOLE_NUMBER = 7;
    private static final int DIGITS_AMONG_WORDS = 5;

    /** Nothing but a number, as most are: none of the other patterns has anything to find in it. */
    private static final Pattern PLAIN = Pattern.compile("[0-9 +().-]{1,40}");

    private static final Pattern ESCAPE = Pattern.compile("%([23][0-9A-Fa-f])");
    private static final Pattern ADDRESS = Pattern.compile("<([^<>]*[0-9][^<>]*)>");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\s*(?:sips?|tel|callto|phone):(?://)?");
    private static final Pattern HOST_ONLY =
            Pattern.compile("(?i)\\s*sips?:(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?::[0-9]+)?(?:;.*)?");
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([A-Za-z][A-Za-z0-9-]*)=([^;]*)");
    private static final Pattern FLAG = Pattern.compile(";\\s*[A-Za-z-]+\\s*(?=;|$)");
    private static final Pattern SEVERAL = Pattern.compile("\\s*[,;|\\n]\\s*|\\s+/\\s+|\\s+(?:or|oder|ou)\\s+");
    private static final Pattern EXTENSION = Pattern.compile(
            "(?i)(?:[;,\\s(]*(?:extension|extn|ext|xtn|xt|x|poste|durchwahl|nst|anexo|ramal|int|доб)[.:=\\s]*"
                    + "|\\s*#\\s*|\\s*,+\\s*)([0-9]{1,9})\\s*[#)]?\\s*$");
    private static final Pattern LABEL = Pattern.compile(
            "(?i)^\\s*(?:telephone|telefon|tel|phone|ph|mobile|mobil|mob|cell|handy|work|office|home|fax|[tpmcwhof])"
                    + "[.:]*\\s*(?=[+(0-9])");
    private static final Pattern TOLL_FREE_WORD =
            Pattern.compile("(?i)(?:\\+?1)?[\\s.(-]*8(?:00|33|44|55|66|77|88)[\\s.)-]*(?=.*[a-z]{3})[a-z0-9\\s.-]+");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern BRACKETED = Pattern.compile("[(\\[]\\s*([0-9]{1,2})\\s*[)\\]]");

    /** The numbers in the text, mostly one; none where it has no digits or the digits are part of a name. */
    static List<WrittenNumber> in(String text) {
        if (PLAIN.matcher(text).matches()) {
            return number(text, "").stream().toList();
        }
        String plain = address(shortened(asciiDigits(shortened(text))));
        String[] parts = SEVERAL.split(plain.strip());
        boolean several =
                parts.length > 1 && Arrays.stream(parts).allMatch(part -> digits(part) >= DIGITS_OF_A_WHOLE_NUMBER);
        return (several ? Arrays.stream(parts) : Arrays.stream(new String[] {plain}))
                .map(WrittenNumber::single)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** One character may stand for eighteen. */
    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }

    /** Full-width, Arabic and other decimal digits as ASCII, invisible marks removed, other blanks as blanks. */
    static String asciiDigits(String text) {
        var ascii = new StringBuilder(text.length());
        StreamSafe.normalized(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                ascii.append((char) ('0' + Character.digit(c, 10)));
            } else if (Character.getType(c) == Character.FORMAT) {
                return;
            } else if (Character.isISOControl(c) && c != '\n') {
                ascii.append(' ');
            } else {
                ascii.appendCodePoint(c);
            }
        });
        return ascii.toString();
    }

    /** What stands between angle brackets where there are any, without scheme, host and parameters. */
    private static String address(String text) {
        Matcher angled = ADDRESS.matcher(text);
        String address = ESCAPE.matcher(angled.find() ? Objects.requireNonNull(angled.group(1)) : text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
        if (HOST_ONLY.matcher(address).matches()) {
            return "";
        }
        Matcher scheme = SCHEME.matcher(address);
        boolean uri = scheme.lookingAt();
        String user = uri ? address.substring(scheme.end()) : address;
        int at = user.indexOf('@');
        if (at >= 0 && user.substring(0, at).chars().anyMatch(Character::isLetter) && !user.contains(";")) {
            return "";
        }
        String number = at < 0 ? user : user.substring(0, at);
        return withParameters(uri ? withoutHeaders(number) : number);
    }

    private static String withoutHeaders(String number) {
        int headers = number.indexOf('?');
        return headers < 0 ? number : number.substring(0, headers);
    }

    private static String withParameters(String number) {
        String context = "";
        String extension = "";
        Matcher parameters = PARAMETER.matcher(number);
        while (parameters.find()) {
            String value = Objects.requireNonNull(parameters.group(2)).strip();
            switch (Objects.requireNonNull(parameters.group(1)).toLowerCase(Locale.ROOT)) {
                case "phone-context" -> context = value.startsWith("+") ? value : "";
                case "ext" -> extension = value;
                default -> {} // Parameters that say nothing about what is dialled.
            }
        }
        String bare = FLAG.matcher(PARAMETER.matcher(number).replaceAll("")).replaceAll("");
        return (bare.contains("+") ? "" : context) + bare + (extension.isEmpty() ? "" : " x" + extension);
    }

    private static Optional<WrittenNumber> single(String text) {
        String rest = text;
        String extension = "";
        Matcher extended = EXTENSION.matcher(text);
        if (extended.find()) {
            rest = text.substring(0, extended.start());
            extension = Objects.requireNonNull(extended.group(1));
        }
        if (digits(rest) == 0) {
            return rest.codePoints().anyMatch(Character::isLetter) || extension.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new WrittenNumber(false, extension, ""));
        }
        return number(LABEL.matcher(rest).replaceFirst(""), extension);
    }

    private static Optional<WrittenNumber> number(String labelled, String extension) {
        String text = TOLL_FREE_WORD.matcher(labelled.strip()).matches()
                ? PhoneNumberUtil.convertAlphaCharactersInNumber(labelled)
                : labelled;
        if (text.codePoints().anyMatch(Character::isLetter) && digits(text) < DIGITS_AMONG_WORDS) {
            return Optional.empty();
        }
        if (text.strip().startsWith("*")) {
            return Optional.of(new WrittenNumber(false, "*" + onlyDigits(text), extension));
        }
        String spelled = withoutBracketedTrunkPrefix(text);
        int plus = spelled.indexOf('+');
        boolean international = plus >= 0 && digits(spelled.substring(0, plus)) <= 1;
        String digits = onlyDigits(international ? spelled.substring(plus) : spelled);
        return digits.isEmpty() ? Optional.empty() : Optional.of(new WrittenNumber(international, digits, extension));
    }

    /** {@code +44 (0)20 …}: the zero is dialled inside the country only. Italy has none to leave out. */
    private static String withoutBracketedTrunkPrefix(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (!bracketed.find()) {
            return text;
        }
        String before = onlyDigits(text.substring(0, bracketed.start()));
        String trunkPrefix = trunkPrefixAfter(before);
        return Objects.equals(trunkPrefix, bracketed.group(1))
                ? text.substring(0, bracketed.start()) + ' ' + text.substring(bracketed.end())
                : text;
    }

    private static @Nullable String trunkPrefixAfter(String digits) {
        for (int length = Math.min(3, digits.length()); length >= 1; length--) {
            String countryCode = digits.substring(digits.length() - length);
            if (countryCode.charAt(0) != '0') {
                String region = PLANS.getRegionCodeForCountryCode(Integer.parseInt(countryCode));
                if (PLANS.getSupportedRegions().contains(region)) {
                    return PLANS.getNddPrefixForRegion(region, true);
                }
            }
        }
        return null;
    }

    private static long digits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    private static String onlyDigits(String text) {
        return NO_DIGITS.matcher(text).replaceAll("");
    }
}
