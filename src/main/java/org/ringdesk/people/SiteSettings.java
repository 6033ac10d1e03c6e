package org.ringdesk.people;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The telephone numbering of the place where the desk's phone system stands. Anything that no plan could be made of is
 * refused at start.
 *
 * @param country ISO 3166 region whose dialling rules hold, such as {@code US}
 * @param areaCode what a local call leaves out, such as {@code 617} or {@code 030}; empty where every call dials it
 * @param outsideLinePrefix what is dialled first to get an outside line, such as {@code 9}; empty where nothing is
 * @param extensions the extensions of the phone system, each one or a range such as {@code 200-299}
 */
@ConfigurationProperties("ringdesk.site")
record SiteSettings(
        @DefaultValue("US") String country,
        @DefaultValue("") String areaCode,
        @DefaultValue("") String outsideLinePrefix,
        @DefaultValue List<String> extensions) {

    SiteSettings {
        country = country.strip().toUpperCase(Locale.ROOT);
        check(
                PhoneNumberUtil.getInstance().getSupportedRegions().contains(country),
                "country",
                country,
                "a two-letter ISO 3166 country code that has telephone numbers, such as US, GB or DE");
        areaCode = areaCode.strip();
        check(areaCode.matches("[0-9]{0,6}"), "area-code", areaCode, "up to six digits, such as 617, or empty");
        outsideLinePrefix = outsideLinePrefix.strip();
        check(
                outsideLinePrefix.matches("[0-9]{0,3}"),
                "outside-line-prefix",
                outsideLinePrefix,
                "up to three digits, such as 9, or empty");
        extensions = extensions.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .toList();
        extensions.forEach(range -> check(
                ExtensionRange.parse(range).isPresent(),
                "extensions",
                range,
                "extensions such as 201 or ranges such as 200-299, both ends of the same length, lower end first"));
    }

    private static void check(boolean valid, String setting, String value, String wanted) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.site.%s is '%s', but has to be %s.".formatted(setting, value, wanted));
        }
    }

    List<ExtensionRange> ranges() {
        return extensions.stream()
                .flatMap(range -> ExtensionRange.parse(range).stream())
                .toList();
    }
}
