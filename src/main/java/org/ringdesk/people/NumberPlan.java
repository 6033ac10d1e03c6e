package org.ringdesk.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringdesk.people.NumberReading.How;
import org.springframework.util.ConcurrentLruCache;

/**
 * Turns a written number into what it dials from the site's phones. Two numbers are the same when they dial the same,
 * however they are written; numbers that libphonenumber does not know are compared by their digits, and numbers it
 * knows to be unassigned (the ranges for films and examples) are read like any other.
 */
class NumberPlan {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int MOST_READINGS = 8;
    private static final int MOST_KEPT = 2_000;
    private static final int LONGEST_KEPT = 50;
    private static final int SHORTEST_LOCAL = 5;
    private static final int LONGEST_LOCAL = 8;
    private static final int SHORTEST_WITHOUT_TRUNK_PREFIX = 9;
    private static final int SHORTEST_WITHOUT_PLUS = 9;

    /** A link carries {@code phone=+1617…}, and decoding turns its plus into a blank. */
    private static final Pattern BLANK_FOR_PLUS =
            Pattern.compile("(?i)^([^0-9+*#]*?(?:sips?:|tel:|callto:)|)\\h+(?=\\p{Nd})");

    private final SiteSettings site;
    private final List<ExtensionRange> extensions;
    private final String trunkPrefix;
    private final String areaCode;

    /** A caller's number is met several times within seconds: ringing, in the link, when the form opens and when it is saved. */
    private final ConcurrentLruCache<String, List<NumberReading>> kept =
            new ConcurrentLruCache<>(MOST_KEPT, this::read);

    NumberPlan(SiteSettings site) {
        this.site = site;
        this.extensions = site.ranges();
        String ndd = PLANS.getNddPrefixForRegion(site.country(), true);
        this.trunkPrefix = ndd == null ? "" : ndd;
        this.areaCode = trunkPrefix.equals("0") && site.areaCode().startsWith("0")
                ? site.areaCode().substring(1)
                : site.areaCode();
    }

    /** What a stored number is found by: itself and, with an extension, the line it is an extension of. */
    Set<String> keys(String written) {
        var keys = new LinkedHashSet<String>();
        for (WrittenNumber number : WrittenNumber.in(written)) {
            String key = key(number);
            keys.add(key);
            if (!number.extension().isEmpty()) {
                keys.add(key + ';' + number.extension());
            }
        }
        return keys;
    }

    /** The key of the first reading, by the short way for what an import has by the million. */
    private String key(WrittenNumber number) {
        String digits = number.digits();
        if (number.international()) {
            return parsed("+" + digits).map(Candidate::key).orElse(digits);
        }
        if (extensions.stream().noneMatch(range -> range.contains(digits))) {
            for (Candidate candidate : fromOutsideLine(digits)) {
                if (candidate.likelihood() == Candidate.ASSIGNED) {
                    return Candidate.key(candidate.number());
                }
            }
        }
        return dialled(number).getFirst().key();
    }

    /** Every way to read a number that a phone system passed on, the most literal one first; none without digits. */
    List<NumberReading> readings(String passed) {
        return passed.length() > LONGEST_KEPT ? read(passed) : kept.get(passed);
    }

    private List<NumberReading> read(String passed) {
        var readings = new LinkedHashMap<String, NumberReading>();
        var blank = BLANK_FOR_PLUS.matcher(passed);
        if (blank.find()) {
            String withPlus = passed.substring(0, blank.end(1)) + '+' + passed.substring(blank.end());
            WrittenNumber.in(withPlus).stream()
                    .filter(WrittenNumber::international)
                    .filter(number -> international(number.digits()).likelihood() > 0)
                    .forEach(number -> add(readings, number, How.BLANK_IS_PLUS));
        }
        WrittenNumber.in(passed).forEach(number -> add(readings, number));
        return readings.values().stream().limit(MOST_READINGS).toList();
    }

    private void add(Map<String, NumberReading> readings, WrittenNumber number, How... also) {
        for (NumberReading line : dialled(number)) {
            NumberReading assumed = with(line, also);
            if (!number.extension().isEmpty()) {
                var whole = new NumberReading(
                        line.key() + ';' + number.extension(), line.shown() + " x" + number.extension(), assumed.how());
                readings.putIfAbsent(whole.key(), whole);
                assumed = with(assumed, How.WITHOUT_EXTENSION);
            }
            readings.putIfAbsent(assumed.key(), assumed);
        }
    }

    private static NumberReading with(NumberReading reading, How... also) {
        var how = EnumSet.noneOf(How.class);
        how.addAll(reading.how());
        how.addAll(List.of(also));
        return new NumberReading(reading.key(), reading.shown(), how);
    }

    /** At least one reading, all equally likely, the most usual first. */
    private List<NumberReading> dialled(WrittenNumber number) {
        String digits = number.digits();
        if (number.international()) {
            return List.of(international(digits).reading(digits));
        }
        if (extensions.stream().anyMatch(range -> range.contains(digits))) {
            return List.of(new NumberReading(digits, digits, EnumSet.of(How.EXTENSION)));
        }
        var candidates = new ArrayList<>(fromOutsideLine(digits));
        String prefix = site.outsideLinePrefix();
        if (!prefix.isEmpty() && digits.startsWith(prefix)) {
            fromOutsideLine(digits.substring(prefix.length()))
                    .forEach(line -> candidates.add(line.with(How.OUTSIDE_LINE)));
        }
        if (digits.length() >= SHORTEST_WITHOUT_PLUS && !digits.startsWith("0")) {
            candidates.add(international(digits).with(How.PLUS_MISSING));
        }
        int best = candidates.stream().mapToInt(Candidate::likelihood).max().orElse(0);
        List<NumberReading> likely = candidates.stream()
                .filter(candidate -> best > 0 && candidate.likelihood() == best)
                .map(candidate -> candidate.reading(digits))
                .toList();
        return likely.isEmpty() ? List.of(plain(digits)) : likely;
    }

    /** What the digits dial where the public network listens, in the order in which a person would mean it. */
    private List<Candidate> fromOutsideLine(String digits) {
        var candidates = new ArrayList<Candidate>();
        boolean trunk = !trunkPrefix.isEmpty() && digits.startsWith(trunkPrefix);
        if (!areaCode.isEmpty() && !trunk && digits.length() >= SHORTEST_LOCAL && digits.length() <= LONGEST_LOCAL) {
            int countryCode = PLANS.getCountryCodeForRegion(site.country());
            candidates.add(international(countryCode + areaCode + digits).with(How.LOCAL));
        }
        if (trunk || !trunkPrefix.equals("0") || digits.length() >= SHORTEST_WITHOUT_TRUNK_PREFIX) {
            candidates.add(parse(digits));
        }
        if (digits.startsWith("00")) {
            candidates.add(international(digits.substring(2)));
        }
        return candidates;
    }

    private Candidate international(String digits) {
        return parse("+" + digits);
    }

    private Candidate parse(String number) {
        return parsed(number).map(Candidate::of).orElse(Candidate.NONE);
    }

    /** Empty where no plan knows it; its digits are compared then. */
    private Optional<PhoneNumber> parsed(String number) {
        try {
            return Optional.of(PLANS.parse(number, site.country()));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static NumberReading plain(String digits) {
        return new NumberReading(digits, digits, EnumSet.of(How.DIGITS));
    }

    /**
     * @param likelihood 2 where such a number is assigned, 1 where it could be dialled, 0 where it could not
     */
    private record Candidate(PhoneNumber number, int likelihood, Set<How> how) {
        static final int ASSIGNED = 2;
        static final Candidate NONE = new Candidate(new PhoneNumber(), 0, Set.of());

        static Candidate of(PhoneNumber number) {
            int likelihood = PLANS.isValidNumber(number)
                    ? ASSIGNED
                    : switch (PLANS.isPossibleNumberWithReason(number)) {
                        case IS_POSSIBLE -> 1;
                        case IS_POSSIBLE_LOCAL_ONLY, INVALID_COUNTRY_CODE, TOO_SHORT, INVALID_LENGTH, TOO_LONG -> 0;
                    };
            return new Candidate(number, likelihood, Set.of());
        }

        Candidate with(How assumption) {
            var more = EnumSet.of(assumption);
            more.addAll(how);
            return new Candidate(number, likelihood, more);
        }

        NumberReading reading(String digits) {
            if (number.getCountryCode() == 0) {
                return plain(digits);
            }
            String shown = PLANS.format(number, PhoneNumberFormat.INTERNATIONAL).replace('-', ' ');
            return new NumberReading(key(number), shown, how);
        }

        static String key(PhoneNumber number) {
            return "+" + number.getCountryCode() + PLANS.getNationalSignificantNumber(number);
        }
    }
}
