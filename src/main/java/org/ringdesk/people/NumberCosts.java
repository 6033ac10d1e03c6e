package org.ringdesk.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What dialling a number at the site's phones would cost or set off. A number that can be read in several ways is the
 * dearest of them: which one a phone system means is not known.
 */
final class NumberCosts {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();
    private static final int LONGEST_EMERGENCY = 4;

    /** Satellites, international networks and international premium rate (ITU-T E.164, list of assigned codes). */
    private static final Set<Integer> NO_COUNTRY = Set.of(870, 878, 881, 882, 883, 888, 979);

    /** Where numbers that begin with 900 are premium rate, also those that are not assigned. */
    private static final Set<Integer> PREMIUM_900 = Set.of(1, 31, 41, 43, 44, 49, 90);

    /** What is dialled in most countries in place of the plus (ITU-T E.164, list of dialling procedures). */
    private static final List<String> ABROAD = List.of("00", "011", "0011", "010");

    private final SiteSettings site;

    NumberCosts(SiteSettings site) {
        this.site = site;
    }

    /** @param dialled digits, with a plus in front or not */
    Numbers.Cost of(String dialled) {
        if (site.ranges().stream().anyMatch(range -> range.contains(dialled))) {
            return Numbers.Cost.EXTENSION;
        }
        Set<String> ways = ways(dialled);
        if (ways.stream().anyMatch(this::isEmergency)) {
            return Numbers.Cost.EMERGENCY;
        }
        return ways.stream().anyMatch(this::isDear) ? Numbers.Cost.PREMIUM : Numbers.Cost.ORDINARY;
    }

    /** As dialled, without the outside line's prefix, and by either as an international number. */
    Set<String> ways(String dialled) {
        Set<String> ways = new LinkedHashSet<>(Set.of(dialled));
        String prefix = site.outsideLinePrefix();
        if (!prefix.isEmpty() && dialled.startsWith(prefix)) {
            ways.add(dialled.substring(prefix.length()));
        }
        for (String way : Set.copyOf(ways)) {
            for (String abroad : ABROAD) {
                if (way.startsWith(abroad)) {
                    ways.add("+" + way.substring(abroad.length()));
                }
            }
        }
        return ways;
    }

    /** What may be dialled in place of a number with a plus; nothing for others. */
    Set<String> insteadOf(String number) {
        Set<String> instead = new LinkedHashSet<>();
        if (number.startsWith("+")) {
            ABROAD.forEach(abroad -> instead.add(abroad + number.substring(1)));
            String own = "+" + PLANS.getCountryCodeForRegion(site.country());
            if (number.startsWith(own)) {
                String national = number.substring(own.length());
                instead.add(national);
                instead.add(
                        Objects.requireNonNullElse(PLANS.getNddPrefixForRegion(site.country(), true), "") + national);
            }
        }
        return instead;
    }

    private boolean isEmergency(String way) {
        return way.length() <= LONGEST_EMERGENCY
                && (SHORT.isEmergencyNumber(way, site.country()) || way.equals("112") || way.equals("911"));
    }

    private boolean isDear(String way) {
        if (way.matches("0{0,2}0900[0-9]{4,}|1900[0-9]{4,}|1?976[0-9]{7}")) {
            return true;
        }
        try {
            return isDear(PLANS.parse(way, site.country()));
        } catch (NumberParseException e) {
            return false;
        }
    }

    private boolean isDear(PhoneNumber number) {
        String national = Long.toString(number.getNationalNumber());
        return NO_COUNTRY.contains(number.getCountryCode())
                || (PREMIUM_900.contains(number.getCountryCode())
                        && national.startsWith("900")
                        && national.length() > 7)
                || switch (PLANS.getNumberType(number)) {
                    case PREMIUM_RATE, SHARED_COST -> true;
                    case FIXED_LINE,
                            MOBILE,
                            FIXED_LINE_OR_MOBILE,
                            TOLL_FREE,
                            VOIP,
                            PERSONAL_NUMBER,
                            PAGER,
                            UAN,
                            VOICEMAIL,
                            UNKNOWN -> false;
                };
    }
}
