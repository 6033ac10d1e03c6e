package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonKeysTest {
    private final PersonKeys keys = new PersonKeys(new SiteSettings("US", "617", "9", List.of("200-299")));

    private List<PersonKey> stored(CallerField field, String value) {
        return keys.of(new CallerFields(Map.of(field, value)));
    }

    /** The place of the first reading under which the stored value is found, or -1. */
    private int found(CallerField field, String stored, String passed) {
        var have = new HashSet<>(stored(field, stored));
        List<Reading> readings = keys.readings(field, passed);
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).keys().stream().anyMatch(have::contains)) {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @CsvSource({
        "Lindqvist, LINDQVIST",
        "Lindqvist, ' lindqvist '",
        "André, ANDRE\u0301",
        "Main  Street, main street",
        "ＨＱ, hq",
        "ΣΑΣ, σας",
    })
    void textMatchesIgnoringCaseAndSurroundingBlanks(String stored, String passed) {
        assertThat(found(CallerField.LAST_NAME, stored, passed)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "André, Andre",
        "Andre, André",
        "Müller, Muller",
        "Weiß, Weiss",
        "Søren, Soren",
        "Łukasz, Lukasz",
        "André, Andrè",
        "O’Brien, O'Brien",
        "İbrahim, Ibrahim"
    })
    void textMatchesWithoutAccentsWhereNothingMatchesWithThem(String stored, String passed) {
        assertThat(found(CallerField.FIRST_NAME, stored, passed)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CORP\\jdoe, corp\\jdoe, 0",
        "CORP\\jdoe, CORP/jdoe, 0",
        "CORP\\jdoe, jdoe, 1",
        "jdoe, CORP\\jdoe, 1",
        "CORP\\jdoe, jdoe@corp.example, 1",
        "CORP\\jdoe, OTHER\\jdoe, -1",
        "jdoe, jane, -1",
    })
    void loginMatchesWithAndWithoutItsDomain(String stored, String passed, int reading) {
        assertThat(found(CallerField.USER_NAME, stored, passed)).isEqualTo(reading);
    }

    @ParameterizedTest
    @CsvSource({"42, 42", "42, 042", "42, +42", "42, ' 42 '", "-7, -7", "42, ４２"})
    void wholeNumbersMatchByValue(String stored, String passed) {
        assertThat(found(CallerField.CUST_INT1, stored, passed)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "4.2", "1e3", "9223372036854775808", "0x10", "--1", "", "1 2"})
    void whatIsNoWholeNumberHasNoReading(String passed) {
        assertThat(keys.readings(CallerField.CUST_INT1, passed)).isEmpty();
        assertThat(stored(CallerField.CUST_INT2, passed)).isEmpty();
    }

    @Test
    void fieldsDoNotMixUp() {
        assertThat(stored(CallerField.PHONE, "6174567890"))
                .doesNotContainAnyElementsOf(stored(CallerField.CELL_PHONE, "6174567890"));
    }

    @Test
    void personWithoutFieldsHasNoKeys() {
        assertThat(keys.of(new CallerFields(Map.of()))).isEmpty();
    }

    @Test
    void keysFitIntoAnIndexEntryHoweverLongTheValue() {
        for (CallerField field : CallerField.values()) {
            for (String value : List.of(
                    "\ud83d\ude00".repeat(50_000), "7".repeat(5000), "\\".repeat(3000) + "a", "ß".repeat(9000))) {
                assertThat(List.of(
                                stored(field, value),
                                keys.readings(field, value).stream()
                                        .map(Reading::keys)
                                        .flatMap(Collection::stream)
                                        .toList()))
                        .allSatisfy(all -> assertThat(all)
                                .allSatisfy(key -> assertThat(key.key().getBytes(StandardCharsets.UTF_8).length)
                                        .isLessThan(2000)));
            }
        }
    }

    @Test
    void longValuesThatDifferAtTheEndStayApart() {
        assertThat(found(CallerField.CUST_TEXT1, "a".repeat(5000) + "b", "a".repeat(5000) + "c"))
                .isEqualTo(-1);
        assertThat(found(CallerField.CUST_TEXT1, "a".repeat(5000) + "b", "A".repeat(5000) + "b"))
                .isZero();
    }

    @Test
    void keysHoldNothingThatTheDatabaseRefuses() {
        assertThat(stored(CallerField.CUST_TEXT1, "a\u0000b\ud800c"))
                .extracting(PersonKey::key)
                .containsExactly("a bc");
    }

    @ParameterizedTest
    @CsvSource({"XX, '', ''", "US, 61a, ''", "US, '', +9"})
    void siteThatNoPlanCanBeMadeOfIsRefusedByName(String country, String areaCode, String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SiteSettings(country, areaCode, prefix, List.of()))
                .withMessageContaining("ringdesk.site.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"299-200", "20-299", "a", "200-", "200-299-300"})
    void extensionRangeThatIsNoneIsRefused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SiteSettings("US", "", "", List.of(range)))
                .withMessageContaining("ringdesk.site.extensions is '" + range + "'");
    }

    @Test
    void fingerprintTellsSitesApart() {
        assertThat(new PersonKeys(new SiteSettings("DE", "30", "", List.of())).fingerprint())
                .isNotEqualTo(keys.fingerprint());
        assertThat(new PersonKeys(new SiteSettings("us", "617", "9", List.of("200-299"))).fingerprint())
                .isEqualTo(keys.fingerprint());
    }
}
