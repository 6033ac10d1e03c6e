package org.ringdesk.people;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The keys that people are found by: what is stored of a person, and what a passed value asks for. A change of what this
 * class makes of a value needs a new {@link #FORMAT}; everybody is then keyed anew at the next start.
 */
@Component
class PersonKeys {
    /** What {@code person_key.field} holds for the fields that are telephone numbers. */
    static final Short[] NUMBER_FIELDS = Arrays.stream(CallerField.values())
            .filter(field -> field.kind() == CallerField.Kind.NUMBER)
            .map(field -> (short) code(field))
            .toArray(Short[]::new);

    private static final int FORMAT = 1;
    private static final int FOLDED = 100;
    private static final int ALIAS = 200;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern AT_DOMAIN = Pattern.compile("([^@\\\\]++)@([^@.\\\\]++)(?:\\.[^@\\\\]*+)?");

    private final SiteSettings site;
    private final NumberPlan plan;

    PersonKeys(SiteSettings site) {
        this.site = site;
        this.plan = new NumberPlan(site);
    }

    static boolean isNumber(PersonKey key) {
        return Arrays.asList(NUMBER_FIELDS).contains(key.field());
    }

    /** What a person with these fields is stored under; a person without fields has none. */
    List<PersonKey> of(CallerFields fields) {
        var keys = new LinkedHashSet<PersonKey>();
        fields.values().forEach((field, value) -> keys.addAll(stored(field, value)));
        return List.copyOf(keys);
    }

    /** The ways to read a passed value, the most literal first; none where it cannot be compared at all. */
    List<Reading> readings(CallerField field, String passed) {
        return switch (field.kind()) {
            case NUMBER -> numbers(field, passed);
            case TEXT -> texts(field, ComparableText.of(passed), Set.of());
            case LOGIN -> logins(field, ComparableText.login(passed));
            case INTEGER ->
                wholeNumber(passed)
                        .map(number -> List.of(new Reading(List.of(exact(field, number)), number, Set.of())))
                        .orElse(List.of());
        };
    }

    /** The ways to read a number that may be kept in any of the fields for numbers. */
    List<Reading> numberReadings(String passed) {
        return readings(CallerField.PHONE, passed).stream()
                .map(reading -> new Reading(
                        Arrays.stream(NUMBER_FIELDS)
                                .map(field -> new PersonKey(
                                        field, reading.keys().getFirst().key()))
                                .toList(),
                        reading.shown(),
                        reading.how()))
                .toList();
    }

    /** What a number is compared by in its most literal reading; empty for what is none. */
    Optional<String> numberKey(String written) {
        return readings(CallerField.PHONE, written).stream()
                .findFirst()
                .map(reading -> reading.keys().getFirst().key());
    }

    /** Changes whenever stored keys would come out differently. */
    String fingerprint() {
        return String.join(
                "/",
                "keys " + FORMAT,
                site.country(),
                site.areaCode(),
                site.outsideLinePrefix(),
                new TreeSet<>(site.extensions()).toString());
    }

    private List<PersonKey> stored(CallerField field, String value) {
        return switch (field.kind()) {
            case NUMBER ->
                plan.keys(value).stream().map(key -> exact(field, key)).toList();
            case TEXT -> storedText(field, ComparableText.of(value));
            case LOGIN -> storedLogin(field, ComparableText.login(value));
            case INTEGER ->
                wholeNumber(value).map(number -> List.of(exact(field, number))).orElse(List.of());
        };
    }

    private static List<PersonKey> storedText(CallerField field, ComparableText text) {
        var keys = new ArrayList<PersonKey>();
        if (!text.exact().isEmpty()) {
            keys.add(exact(field, text.exact()));
        }
        if (!text.folded().isEmpty() && !text.folded().equals(text.exact())) {
            keys.add(key(field, FOLDED, text.folded()));
        }
        return keys;
    }

    private static List<PersonKey> storedLogin(CallerField field, ComparableText login) {
        var keys = new ArrayList<>(storedText(field, login));
        int domain = login.exact().lastIndexOf('\\');
        if (domain >= 0 && domain < login.exact().length() - 1) {
            keys.add(key(field, ALIAS, login.exact().substring(domain + 1)));
        }
        return keys;
    }

    private List<Reading> numbers(CallerField field, String passed) {
        return plan.readings(passed).stream()
                .map(number -> new Reading(
                        List.of(exact(field, number.key())),
                        number.shown(),
                        number.how().stream()
                                .map(how -> how.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.toCollection(LinkedHashSet::new))))
                .toList();
    }

    private static List<Reading> texts(CallerField field, ComparableText text, Set<String> how) {
        if (text.exact().isEmpty()) {
            return List.of();
        }
        var readings = new ArrayList<Reading>();
        readings.add(new Reading(List.of(exact(field, text.exact())), text.exact(), how));
        if (!text.folded().isEmpty()) {
            var keys = new LinkedHashSet<PersonKey>();
            keys.add(exact(field, text.folded()));
            keys.add(key(field, FOLDED, text.folded()));
            readings.add(new Reading(List.copyOf(keys), text.folded(), Set.of("without-accents")));
        }
        return readings;
    }

    private static List<Reading> logins(CallerField field, ComparableText login) {
        String whole = login.exact();
        int domain = whole.lastIndexOf('\\');
        Map<PersonKey, Reading> readings = new LinkedHashMap<>();
        List<Reading> texts = texts(field, login, Set.of());
        texts.stream().limit(1).forEach(reading -> readings.put(reading.keys().getFirst(), reading));
        var atDomain = AT_DOMAIN.matcher(whole);
        if (domain >= 0 && domain < whole.length() - 1) {
            add(readings, exact(field, whole.substring(domain + 1)), "without-domain");
        } else if (atDomain.matches()) {
            add(readings, exact(field, atDomain.group(2) + '\\' + atDomain.group(1)), "domain-first");
        } else {
            add(readings, key(field, ALIAS, whole), "in-a-domain");
        }
        var all = new ArrayList<>(readings.values());
        texts.stream().skip(1).forEach(all::add);
        return all;
    }

    private static void add(Map<PersonKey, Reading> readings, PersonKey key, String how) {
        if (!key.key().isEmpty()) {
            readings.putIfAbsent(key, new Reading(List.of(key), key.key(), Set.of(how)));
        }
    }

    private static Optional<String> wholeNumber(String written) {
        String digits = WrittenNumber.asciiDigits(written.substring(0, Math.min(written.length(), 100)))
                .strip();
        if (written.length() > 100 || !WHOLE_NUMBER.matcher(digits).matches()) {
            return Optional.empty();
        }
        var number = new BigInteger(digits);
        return number.bitLength() < Long.SIZE ? Optional.of(number.toString()) : Optional.empty();
    }

    private static PersonKey exact(CallerField field, String key) {
        return key(field, 0, key);
    }

    private static PersonKey key(CallerField field, int comparison, String key) {
        return new PersonKey((short) (comparison + code(field)), ComparableText.bounded(key));
    }

    /** What is stored for a field; never to be given to another one. */
    private static int code(CallerField field) {
        return switch (field) {
            case USER_NAME -> 1;
            case FIRST_NAME -> 2;
            case LAST_NAME -> 3;
            case EMAIL_ADDRESS -> 4;
            case SMS_NUMBER -> 5;
            case PHONE -> 6;
            case CELL_PHONE -> 7;
            case CAR_NUMBER -> 8;
            case BUILDING -> 9;
            case FLOOR -> 10;
            case CUBIC -> 11;
            case CUST_TEXT1 -> 12;
            case CUST_TEXT2 -> 13;
            case CUST_INT1 -> 14;
            case CUST_INT2 -> 15;
        };
    }
}
