package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.people.MatchNotice.Code;
import org.springframework.beans.factory.annotation.Autowired;

/** The rows of the link contract's section on the fifteen caller fields. */
@RingdeskTest
class CallerMatchTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    CallerMatches matches;

    @Autowired
    People people;

    /** Makes the values of one test its own: the database is shared. */
    private final String own = "m" + Long.toString(System.nanoTime(), 36) + COUNT.incrementAndGet();

    private final String number = "+1212555" + String.format("%04d", 1000 + COUNT.incrementAndGet());

    private Person person(String login, String... fieldsAndValues) {
        return person(true, login, fieldsAndValues);
    }

    private Person person(boolean enabled, String login, String... fieldsAndValues) {
        Map<CallerField, String> values = new EnumMap<>(CallerField.class);
        values.put(CallerField.USER_NAME, login + own);
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            values.put(CallerField.named(fieldsAndValues[i]).orElseThrow(), fieldsAndValues[i + 1]);
        }
        return people.create(
                new PersonDetails(new CallerFields(values), login, "", "", "", false, "", "", enabled),
                Person.Origin.LOCAL);
    }

    private CallerMatch match(String... fieldsAndValues) {
        var passed = new ArrayList<PassedField>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            passed.add(new PassedField(fieldsAndValues[i], fieldsAndValues[i + 1]));
        }
        return matches.match(passed, Locale.ENGLISH);
    }

    private static List<Code> codes(CallerMatch match) {
        return match.notices().stream().map(MatchNotice::code).toList();
    }

    private static String notice(CallerMatch match, Code code) {
        return match.notices().stream()
                .filter(notice -> notice.code() == code)
                .map(MatchNotice::text)
                .findFirst()
                .orElse("");
    }

    private String value(CallerField field) {
        return switch (field.kind()) {
            case NUMBER -> number;
            case INTEGER -> Long.toString(System.nanoTime());
            case TEXT -> "Köln " + field.fieldName() + own;
            case LOGIN -> "anna" + own;
        };
    }

    @ParameterizedTest
    @EnumSource(CallerField.class)
    void onePersonMatchesInAnyOfTheFifteenFields(CallerField field) {
        String value = value(field);
        Person anna = person("anna", field.fieldName(), value);
        CallerMatch match = match(field.fieldName(), value);
        assertThat(match.candidates()).containsExactly(anna);
        assertThat(match.person()).contains(anna);
        assertThat(match.notices()).isEmpty();
        assertThat(match.passed()).containsExactly(new PassedField(field.fieldName(), value));
    }

    @Test
    void nobodyMatchesLeavesTheRequestUserBlankAndShowsWhatWasPassed() {
        CallerMatch match = match("phone", "(212) 555-0999");
        assertThat(match.person()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.NO_MATCH);
        assertThat(notice(match, Code.NO_MATCH)).contains("phone “(212) 555-0999”");
        assertThat(match.explanation())
                .containsExactly(
                        "phone “(212) 555-0999” was read as +1 212 555 0999: it belongs to nobody who can be offered.");
    }

    @Test
    void severalMatchOffersThemAllWithTheLowestIdFirstAndSaysItIsNotCertain() {
        Person anna = person("anna", "phone", number);
        Person bo = person("bo", "phone", number);
        CallerMatch match = match("phone", number.substring(2));
        assertThat(match.candidates()).containsExactly(anna, bo);
        assertThat(match.more()).isFalse();
        assertThat(codes(match)).containsExactly(Code.SEVERAL_MATCH);
        assertThat(notice(match, Code.SEVERAL_MATCH)).contains("not certain").contains("anna");
        assertThat(match.explanation().getLast()).startsWith("anna comes first, having the lowest id of anna (");
    }

    @Test
    void moreCandidatesThanAnybodyCouldChooseFromAreCut() {
        List<Person> all = IntStream.range(0, CallerMatch.MOST_CANDIDATES + 5)
                .mapToObj(i -> person("p" + i, "building", "Tower " + own))
                .toList();
        CallerMatch match = match("building", "tower " + own);
        assertThat(match.candidates()).isEqualTo(all.subList(0, CallerMatch.MOST_CANDIDATES));
        assertThat(match.more()).isTrue();
        assertThat(notice(match, Code.SEVERAL_MATCH)).startsWith("More than 50 people");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "anonymous",
                "unknown",
                "unavailable",
                "private",
                "restricted",
                "withheld",
                "blocked",
                "asterisk",
                "sip:anonymous@anonymous.invalid"
            })
    void emptyOrWithheldValueIsNotSearchedAndThePageSaysWhy(String value) {
        CallerMatch match = match("phone", value);
        assertThat(match.person()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.WITHHELD);
        assertThat(notice(match, Code.WITHHELD)).contains("phone");
        assertThat(match.explanation()).hasSize(1);
    }

    @Test
    void severalKeysFindThePeopleWhoMatchAll() {
        person("anna", "building", "HQ " + own, "floor", "1");
        Person bo = person("bo", "building", "HQ " + own, "floor", "2 " + own);
        person("cleo", "building", "HQ " + own, "floor", "3");
        CallerMatch match = match("building", "HQ " + own, "floor", "2 " + own);
        assertThat(match.candidates()).containsExactly(bo);
        assertThat(match.notices()).isEmpty();
        assertThat(match.explanation()).contains("All of these hold: building, floor.");
    }

    @Test
    void severalKeysThatNobodyMatchesTogetherFallBackToTheFirstInUrlOrderThatHasAMatch() {
        person("anna", "building", "HQ " + own);
        Person bo = person("bo", "floor", "9 " + own);
        CallerMatch match = match("cubic", "none " + own, "floor", "9 " + own, "building", "HQ " + own);
        assertThat(match.candidates()).containsExactly(bo);
        assertThat(codes(match)).containsExactly(Code.PARTIAL_MATCH);
        assertThat(notice(match, Code.PARTIAL_MATCH))
                .isEqualTo("Nobody matches all of cubic, floor, building. Held: floor. Did not hold: cubic, building.");
        assertThat(match.explanation())
                .contains("Nobody matches all of cubic, floor, building; floor is the first that somebody matches.");
    }

    @Test
    void severalKeysThatNobodyMatchesAtAllAreANoMatch() {
        CallerMatch match = match("cubic", "none " + own, "floor", "none " + own);
        assertThat(match.candidates()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.NO_MATCH);
    }

    @Test
    void disabledPersonIsNoCandidateAndNamedOnlyInTheExplanation() {
        person(false, "nora", "phone", number);
        CallerMatch match = match("phone", number);
        assertThat(match.candidates()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.NO_MATCH, Code.DISABLED_MATCH);
        assertThat(match.notices()).noneMatch(notice -> notice.text().contains("nora"));
        assertThat(match.explanation().getLast()).startsWith("Not offered, because disabled: nora (");
    }

    @Test
    void enabledPersonIsOfferedBesideADisabledOne() {
        person(false, "nora", "phone", number);
        Person anna = person("anna", "phone", number);
        CallerMatch match = match("phone", number);
        assertThat(match.candidates()).containsExactly(anna);
        assertThat(codes(match)).containsExactly(Code.DISABLED_MATCH);
    }

    @Test
    void disabledPersonWhoMatchesAllKeysIsNamedWhereOthersMatchSome() {
        person(false, "nora", "phone", number, "floor", own);
        Person anna = person("anna", "phone", number);
        CallerMatch match = match("phone", number, "floor", own);
        assertThat(match.candidates()).containsExactly(anna);
        assertThat(codes(match)).containsExactly(Code.PARTIAL_MATCH, Code.DISABLED_MATCH);
    }

    @Test
    void wholeNumberFieldWithTextIsBlankWithANotice() {
        CallerMatch match = match("cust_int1", "abc");
        assertThat(match.person()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.NOT_A_NUMBER);
        assertThat(notice(match, Code.NOT_A_NUMBER)).contains("cust_int1 “abc”");
    }

    @Test
    void unknownFieldIsBlankWithANoticeThatNamesItAndTheFieldsThatExist() {
        CallerMatch match = match("shoe_size", "44");
        assertThat(match.person()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.UNKNOWN_FIELD);
        assertThat(notice(match, Code.UNKNOWN_FIELD)).contains("“shoe_size”");
        for (CallerField field : CallerField.values()) {
            assertThat(notice(match, Code.UNKNOWN_FIELD)).contains(field.fieldName());
        }
    }

    @Test
    void macroThatThePhoneDidNotFillInIsBlankAndNamedWithItsPhone() {
        CallerMatch match = match("phone", "%CallerNumber%");
        assertThat(match.person()).isEmpty();
        assertThat(codes(match)).containsExactly(Code.MACRO);
        assertThat(notice(match, Code.MACRO)).contains("%CallerNumber%").contains("3CX");
    }

    @Test
    void fieldsThatCannotBeSearchedLeaveTheOthersToSearchWith() {
        Person anna = person("anna", "cell_phone", number);
        CallerMatch match = match(
                "phone", "anonymous", "sms_number", "$remote", "cust_int1", "abc", "hat", "1", "cell_phone", number);
        assertThat(match.candidates()).containsExactly(anna);
        assertThat(codes(match)).containsExactly(Code.MACRO, Code.WITHHELD, Code.NOT_A_NUMBER, Code.UNKNOWN_FIELD);
    }

    @Test
    void noFieldAtAllIsAnEmptyMatchWithoutNotices() {
        CallerMatch match = match();
        assertThat(match.candidates()).isEmpty();
        assertThat(match.notices()).isEmpty();
        assertThat(match.explanation()).isEmpty();
    }

    @Test
    void numbersCompareByWhatTheyDial() {
        Person anna = person("anna", "phone", "+44 (0)20 7946 0" + number.substring(9));
        assertThat(match("phone", " 44207946" + "0" + number.substring(9)).candidates())
                .containsExactly(anna);
        assertThat(match("phone", "sip:+44207946" + "0" + number.substring(9) + "@pbx.example;user=phone")
                        .candidates())
                .containsExactly(anna);
    }

    @Test
    void extensionNarrowsTheMatchButNeverBlocksIt() {
        Person front = person("front", "phone", number);
        Person desk = person("desk", "phone", number + " x12");
        assertThat(match("phone", number).candidates()).containsExactly(front, desk);
        assertThat(match("phone", number + ";ext=12").candidates()).containsExactly(desk);
        assertThat(match("phone", number + " x99").candidates()).containsExactly(front, desk);
        assertThat(match("phone", number + " x99").explanation().getFirst())
                .contains("nobody has it with that extension");
    }

    @Test
    void blankThatWasAPlusFindsTheInternationalNumberAndSaysSo() {
        Person anna = person("anna", "phone", "+49 30 23125" + number.substring(9));
        CallerMatch match = match("phone", " 493023125" + number.substring(9));
        assertThat(match.candidates()).containsExactly(anna);
        assertThat(match.explanation().getFirst())
                .contains("+49 30 23125" + number.substring(9))
                .contains("the blank before it stands for a plus");
    }

    @Test
    void textIgnoresCaseAndSurroundingBlanksAndAccentsOnlyWhereNothingMatchesWithThem() {
        Person andre = person("a", "first_name", "Andre" + own);
        Person accented = person("b", "first_name", "André" + own);
        assertThat(match("first_name", " ANDRÉ" + own + " ").candidates()).containsExactly(accented);
        assertThat(match("first_name", "andre" + own).candidates()).containsExactly(andre);
        CallerMatch match = match("first_name", "Andrè" + own);
        assertThat(match.candidates()).containsExactly(andre, accented);
        assertThat(match.explanation().getFirst()).contains("ignoring accents");
    }

    @Test
    void accentsAreIgnoredPerFieldWhereAllKeysHaveToHold() {
        person("a", "first_name", "Andre" + own, "last_name", "Other");
        Person both = person("b", "first_name", "André" + own, "last_name", "Müller" + own);
        assertThat(match("first_name", "Andre" + own, "last_name", "Muller" + own)
                        .candidates())
                .containsExactly(both);
    }

    @ParameterizedTest
    @CsvSource({"CORP\\, '', CORP\\", "'', CORP\\, ''", "CORP\\, '', corp/"})
    void userNameMatchesWithADomainBeforeABackslash(String stored, String passed, String alsoPassed) {
        Person jdoe = person(stored + "jdoe");
        assertThat(match("user_name", passed + "jdoe" + own).candidates()).containsExactly(jdoe);
        assertThat(match("user_name", alsoPassed + "jdoe" + own).candidates()).containsExactly(jdoe);
    }

    @Test
    void wholeNumbersCompareByValue() {
        String value = Long.toString(System.nanoTime());
        Person anna = person("anna", "cust_int2", value);
        assertThat(match("cust_int2", "00" + value).candidates()).containsExactly(anna);
    }

    @Test
    void personCalledPrivateIsFoundByName() {
        Person ms = person("ms", "last_name", "Private", "first_name", own);
        assertThat(match("last_name", "Private", "first_name", own).candidates())
                .containsExactly(ms);
    }

    @Test
    void sameFieldTwiceHasToHoldTwice() {
        Person anna = person("anna", "floor", "1 " + own);
        assertThat(match("floor", "1 " + own, "floor", "1 " + own).notices()).isEmpty();
        CallerMatch match = match("floor", "2 " + own, "FLOOR", "1 " + own);
        assertThat(match.candidates()).containsExactly(anna);
        assertThat(codes(match)).containsExactly(Code.PARTIAL_MATCH);
    }

    @Test
    void hundredsOfFieldsAreCutAndThePageSaysSo() {
        String[] passed = IntStream.range(0, 400)
                .boxed()
                .flatMap(i -> List.of(i % 2 == 0 ? "floor" : "x" + i, "v" + i).stream())
                .toArray(String[]::new);
        CallerMatch match = match(passed);
        assertThat(match.passed()).hasSizeLessThanOrEqualTo(100);
        assertThat(match.explanation().getFirst()).startsWith("More was passed");
        assertThat(match.explanation()).hasSizeLessThan(40);
        assertThat(codes(match)).containsExactly(Code.NO_MATCH, Code.UNKNOWN_FIELD);
        assertThat(notice(match, Code.UNKNOWN_FIELD)).contains("“x1”").contains("and 45 more");
    }

    @Test
    void junkIsSearchedForWithoutHarm() {
        for (String junk : List.of(
                "7".repeat(200),
                "\u0000",
                "\ud800",
                "{0}",
                "'",
                "%",
                "\\",
                "<script>alert(1)</script>",
                "x".repeat(100_000),
                "(0)")) {
            for (CallerField field : CallerField.values()) {
                CallerMatch match = match(field.fieldName(), junk, junk, junk, "", junk);
                assertThat(match.candidates()).as(field + " " + junk).isEmpty();
                assertThat(match.notices())
                        .allSatisfy(notice ->
                                assertThat(notice.text()).hasSizeLessThan(1500).doesNotContain("\u0000"));
            }
        }
    }

    @Test
    void everyTextOfAMatchIsInTheBundle() {
        for (Macro.Source source : Macro.Source.values()) {
            assertThat(java.util.ResourceBundle.getBundle("messages/people")
                            .containsKey("people.match.macro."
                                    + source.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .as(source.name())
                    .isTrue();
        }
        for (NumberReading.How how : NumberReading.How.values()) {
            assertThat(java.util.ResourceBundle.getBundle("messages/people")
                            .containsKey("people.match.how."
                                    + how.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .as(how.name())
                    .isTrue();
        }
    }
}
