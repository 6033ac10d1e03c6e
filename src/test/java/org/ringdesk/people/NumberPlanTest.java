package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.people.NumberReading.How;

class NumberPlanTest {
    private final NumberPlan boston = plan("US", "617", "9", "200-299");
    private final NumberPlan berlin = plan("DE", "030", "0", "10-99", "700-799");
    private final NumberPlan london = plan("GB", "020", "9", "2000-2999");
    private final NumberPlan rome = plan("IT", "", "");
    private final NumberPlan dublin = plan("IE", "1", "");

    private static NumberPlan plan(String country, String areaCode, String prefix, String... extensions) {
        return new NumberPlan(new SiteSettings(country, areaCode, prefix, List.of(extensions)));
    }

    private static List<String> read(NumberPlan plan, String passed) {
        return plan.readings(passed).stream().map(NumberReading::key).toList();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "(617) 456-7890",
                "+1 617-456-7890",
                "6174567890",
                "0016174567890",
                "1.617.456.7890",
                "617/456-7890",
                "tel:+1-617-456-7890",
                "sip:+16174567890@pbx.example;user=phone",
                "\"Jane\" <sip:6174567890@10.0.0.1>",
                "16174567890",
                "+16174567890",
                "01116174567890",
                "916174567890",
                "9,1 617 456 7890",
                "9-617-456-7890",
                "901116174567890",
                "90016174567890",
                "9 011 1 617 456 7890",
                "4567890",
                "456-7890",
                "94567890",
                "617 456 7890 ",
                "617\u00a0456\u00a07890",
                "(+1) 617 456 7890",
                "+1 (617) 456-7890",
                "\u202a+1 617 456 7890\u202c",
                "６１７４５６７８９０",
                "٦١٧٤٥٦٧٨٩٠",
                "+١ ٦١٧ ٤٥٦ ٧٨٩٠",
                "sips:6174567890@pbx.example:5061",
                "sip:%2B16174567890@pbx.example",
                "sip:+16174567890",
                "<sip:+16174567890@pbx.example>;tag=as3f",
                "<tel:+16174567890;verstat=TN-Validation-Passed>",
                "tel:456-7890;phone-context=+1617",
                "callto:+16174567890",
                "Tel.: 617-456-7890",
                "617-456-7890 (office)",
                "mobile 617 456 7890",
                "617–456–7890",
            })
    void spellingsOfOneNumberOnAUsSiteHaveOneKey(String written) {
        assertThat(boston.keys(written)).containsExactly("+16174567890");
        assertThat(read(boston, written)).startsWith("+16174567890");
    }

    @ParameterizedTest
    @CsvSource({
        "917-456-7890, +19174567890",
        "9174567890, +19174567890",
        "99174567890, +19174567890",
        "919174567890, +19174567890",
        "201, 201",
        "x201, 201",
        "ext. 201, 201",
        "sip:201@pbx, 201",
        "sip:201@10.0.0.1, 201",
        "\"Omar\" <sip:201@10.0.0.1>, 201",
        "tel:201, 201",
        "12, 12",
        "911, 911",
        "*43, *43",
        "+44 (0)20 7946 0123, +442079460123",
        "011 44 20 7946 0123, +442079460123",
        "9 011 44 20 7946 0123, +442079460123",
        "0044 (0)20 7946 0123, +442079460123",
        "9 00 44 20 7946 0123, +442079460123",
        "44 (0)20 7946 0123, +442079460123",
        "+44 020 7946 0123, +442079460123",
        "442079460123, +442079460123",
        "+353 (0)1 234 5678, +35312345678",
        "+49 (0) 30 23125123, +493023125123",
        "+49 [0] 30 23125-123, +493023125123",
        "493012345678, +493012345678",
        "493023125123, +493023125123",
        "+39 06 1234 5678, +390612345678",
        "+39 (06) 1234 5678, +390612345678",
        "+39 (0)6 1234 5678, +390612345678",
        "+7 (8) 495 123 45 67, +74951234567",
        "33123456789, +33123456789",
        "617 555 0123, +16175550123",
        "6175550123, +16175550123",
        "16175550123, +16175550123",
        "916175550123, +16175550123",
        "555-0123, +16175550123",
        "95550123, +16175550123",
        "1-800-FLOWERS, +18003569377",
        "12345678901234567890, 12345678901234567890",
    })
    void numbersOnAUsSiteDialWhatTheyDialThere(String written, String key) {
        assertThat(boston.keys(written)).containsExactly(key);
        assertThat(read(boston, written)).startsWith(key);
    }

    @ParameterizedTest
    @CsvSource({
        "030 23125123, +493023125123",
        "(030) 23125-123, +493023125123",
        "030/23125123, +493023125123",
        "+49 (0)30 23125123, +493023125123",
        "+49 30 23125 123, +493023125123",
        "0049 30 23125123, +493023125123",
        "493023125123, +493023125123",
        "23125123, +493023125123",
        "0 030 23125123, +493023125123",
        "0 0049 30 23125123, +493023125123",
        "0171 1234567, +491711234567",
        "+491711234567, +491711234567",
        "23, 23",
        "711, 711",
        "001 617 456 7890, +16174567890",
        "0 001 617 456 7890, +16174567890",
        "+1 617 456 7890, +16174567890",
    })
    void numbersOnAGermanSite(String written, String key) {
        assertThat(berlin.keys(written)).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({
        "020 7946 0123, +442079460123",
        "(020) 7946 0123, +442079460123",
        "+44 (0)20 7946 0123, +442079460123",
        "+44 20 7946 0123, +442079460123",
        "0044 20 7946 0123, +442079460123",
        "442079460123, +442079460123",
        "2079460123, +442079460123",
        "7946 0123, +442079460123",
        "9 020 7946 0123, +442079460123",
        "9 7946 0123, +442079460123",
        "9 00 49 30 23125123, +493023125123",
        "493023125123, +493023125123",
        "16174567890, +16174567890",
        "2345, 2345",
        "07700 900123, +447700900123",
    })
    void numbersOnABritishSite(String written, String key) {
        assertThat(london.keys(written)).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({
        "06 1234 5678, +390612345678",
        "+39 06 1234 5678, +390612345678",
        "+39 (06) 1234 5678, +390612345678",
        "+39 (0)6 1234 5678, +390612345678",
        "0039 06 1234 5678, +390612345678",
        "390612345678, +390612345678",
        "347 123 4567, +393471234567",
    })
    void numbersOnAnItalianSiteKeepTheirZero(String written, String key) {
        assertThat(rome.keys(written)).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({
        "01 234 5678, +35312345678",
        "+353 (0)1 234 5678, +35312345678",
        "+353 1 234 5678, +35312345678",
        "353 1 234 5678, +35312345678",
        "00353 1 234 5678, +35312345678",
        "234 5678, +35312345678",
        "087 123 4567, +353871234567",
        "+353 (0)87 123 4567, +353871234567",
    })
    void numbersOnAnIrishSite(String written, String key) {
        assertThat(dublin.keys(written)).containsExactly(key);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "617-456-7890 x12",
                "617-456-7890x12",
                "+1 617 456 7890 ext. 12",
                "+1 617 456 7890 ext 12",
                "(617) 456-7890, extension 12",
                "617 456 7890 (x12)",
                "6174567890#12",
                "6174567890 # 12",
                "6174567890,12",
                "6174567890,,12#",
                "tel:+1-617-456-7890;ext=12",
                "+16174567890;ext=12",
                "sip:+16174567890;ext=12@pbx.example;user=phone",
                "\"Jane\" <sip:+16174567890;ext=12@pbx.example>",
            })
    void extensionAfterANumberNarrowsButNeverBlocks(String written) {
        assertThat(boston.keys(written)).containsExactly("+16174567890", "+16174567890;12");
        assertThat(read(boston, written)).startsWith("+16174567890;12", "+16174567890");
    }

    @Test
    void numberWithoutExtensionFindsTheLineOfOneWithIt() {
        assertThat(boston.keys("617-456-7890 x12")).containsAll(read(boston, "6174567890"));
    }

    @Test
    void blankBeforeDigitsIsAPlusFirstAndNothingAfterwards() {
        assertThat(read(boston, " 493012345678")).startsWith("+493012345678");
        assertThat(read(boston, " 16174567890")).containsExactly("+16174567890");
        assertThat(read(boston, " 2125550123")).contains("+12125550123");
        assertThat(read(boston, " (617) 456-7890")).containsExactly("+16174567890");
        assertThat(read(berlin, " 16174567890")).startsWith("+16174567890");
        assertThat(read(berlin, "sip: 16174567890@pbx.example")).startsWith("+16174567890");
        assertThat(boston.readings(" 447700900123").getFirst().how()).containsExactly(How.BLANK_IS_PLUS);
    }

    @Test
    void blankBeforeAStoredNumberIsABlank() {
        assertThat(london.keys(" 2079460123")).containsExactly("+442079460123");
    }

    @Test
    void readingsTellWhatTheyAssume() {
        assertThat(boston.readings("916174567890").getFirst().how()).containsExactly(How.OUTSIDE_LINE);
        assertThat(boston.readings("4567890").getFirst().how()).containsExactly(How.LOCAL);
        assertThat(boston.readings("493012345678").getFirst().how()).containsExactly(How.PLUS_MISSING);
        assertThat(boston.readings("201").getFirst().how()).containsExactly(How.EXTENSION);
        assertThat(boston.readings("6174567890").getFirst().shown()).isEqualTo("+1 617 456 7890");
    }

    @Test
    void twoNumbersInOneFieldAreTwoKeys() {
        assertThat(boston.keys("617-456-7890, 617-456-7891")).containsExactly("+16174567890", "+16174567891");
        assertThat(boston.keys("617-456-7890 / 617-456-7891")).containsExactly("+16174567890", "+16174567891");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                "anonymous",
                "sip:anonymous@anonymous.invalid",
                "jane2@corp.example",
                "sip:jane2@pbx.example",
                "sip:10.0.0.1",
                "sip:10.0.0.1:5060",
                "sip:@10.0.0.1",
                "see room 2",
                "()",
                "x",
                ";ext=",
                "\u0000",
                "<>",
                "tel:"
            })
    void textWithoutANumberHasNoKey(String written) {
        assertThat(boston.keys(written)).isEmpty();
        assertThat(boston.readings(written)).isEmpty();
    }

    @Test
    void junkOfAnyLengthIsHarmless() {
        for (String junk : List.of(
                "7".repeat(200),
                "+".repeat(9000),
                " ".repeat(90_000) + "x",
                "(0)".repeat(5000),
                "9".repeat(100_000),
                "x12".repeat(20_000),
                "<".repeat(9000) + "1",
                ";ext=".repeat(9000),
                "\ud800617")) {
            assertThatCode(() -> boston.keys(junk)).doesNotThrowAnyException();
            assertThatCode(() -> boston.readings(junk)).doesNotThrowAnyException();
        }
        assertThat(boston.keys("7".repeat(200))).isEqualTo(Set.of("7".repeat(200)));
    }
}
