package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@RingdeskTest
class PeopleSearchTest {
    @Autowired
    People people;

    @Test
    void everyWordTypedMustBeTheBeginningOfANameALoginAnAddressOrTheCompany() {
        Person zora = person("CORP\\zquill", "Zora Mae", "Quillfeather", "Quillworks Ltd", "");
        person("zother", "Zora", "Otherwise", "Elsewhere", "");

        assertThat(found("zora quill")).containsExactly(zora);
        assertThat(found("QUILLWORKS")).containsExactly(zora);
        assertThat(found("quillfeather, zora")).containsExactly(zora);
        assertThat(found("mae quillf")).containsExactly(zora);
        assertThat(found("zquill")).containsExactly(zora);
        assertThat(found("corp\\zqu")).containsExactly(zora);
        assertThat(found("zora nobody")).isEmpty();
    }

    @Test
    void accentsMayBeLeftOut() {
        Person renee = person("rsearch1", "Renée", "Ångströmsson", "", "");

        assertThat(found("renee angstromsson")).containsExactly(renee);
        assertThat(found("Renée Ångström")).containsExactly(renee);
    }

    @Test
    void aNumberIsFoundHoweverItIsWrittenAndWhileItIsBeingTyped() {
        Person person = person("nsearch1", "Nils", "Nummer", "", "+1 (212) 555-0187");

        assertThat(found("212-555-0187")).containsExactly(person);
        assertThat(found("+1 212 555 0187")).containsExactly(person);
        assertThat(found("0012125550187")).containsExactly(person);
        assertThat(found("212 555 018")).containsExactly(person);
        assertThat(found("2125550188")).isEmpty();
    }

    @Test
    void pagesFollowEachOtherInBothDirectionsWithoutGapOrRepeat() {
        List<Person> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(person("pager" + i, "Pageworthy", "Number" + i % 3, "", ""));
        }
        var query = new PeopleQuery("pageworthy", PeopleQuery.Show.ALL);

        List<Person> forward = new ArrayList<>();
        PeopleSlice last = walk(query, forward);
        PeopleSlice before = people.page(query, last.previous(), 3);

        assertThat(forward).containsExactlyInAnyOrderElementsOf(all).hasSize(7);
        assertThat(forward).extracting(Person::displayName).isSorted();
        assertThat(before.people()).containsExactlyElementsOf(forward.subList(3, 6));
        assertThat(before.next()).isNotNull();
        assertThat(people.page(query, before.previous(), 3).previous()).isNull();
    }

    private PeopleSlice walk(PeopleQuery query, List<Person> seen) {
        @Nullable String cursor = null;
        while (true) {
            PeopleSlice slice = people.page(query, cursor, 3);
            seen.addAll(slice.people());
            cursor = slice.next();
            if (cursor == null) {
                return slice;
            }
        }
    }

    @Test
    void disabledPeopleAreListedOnRequestAndNeverOffered() {
        Person off = person("offered1", "Offaway", "Person", "", "");
        people.disable(off.id(), Editor.ADMINISTRATOR);

        assertThat(people.options("offaway")).isEmpty();
        assertThat(people.page(new PeopleQuery("offaway", PeopleQuery.Show.DISABLED), null, 5)
                        .people())
                .hasSize(1);
        assertThat(people.page(new PeopleQuery("offaway", PeopleQuery.Show.ENABLED), null, 5)
                        .people())
                .isEmpty();
    }

    @Test
    void aCursorThatIsNoneIsRefusedWith400() {
        for (String cursor : List.of("x", "bm90aGluZw", "\u0000", "=", "bjE6AA", "zzzz%%%", "A".repeat(5000))) {
            assertThatThrownBy(() -> people.page(new PeopleQuery("", PeopleQuery.Show.ALL), cursor, 5))
                    .as(cursor)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.status().value()).isEqualTo(400));
        }
    }

    @Test
    void nothingThatCanBeTypedBreaksTheSearch() {
        for (String text :
                List.of("%", "_", "'", "\"", "\\", ":x", "?", "\u0000", "\uD800", "a".repeat(5000), "( )", "-"))
            assertThat(found(text)).as(text).isNotNull();
    }

    private List<Person> found(String text) {
        return people.page(new PeopleQuery(text, PeopleQuery.Show.ALL), null, 50)
                .people();
    }

    private Person person(String login, String first, String last, String company, String phone) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        fields.put(CallerField.USER_NAME, login);
        fields.put(CallerField.FIRST_NAME, first);
        fields.put(CallerField.LAST_NAME, last);
        fields.put(CallerField.PHONE, phone);
        return people.create(
                new PersonDetails(new CallerFields(fields), "", company, "", "", false, "", "", true),
                Person.Origin.LOCAL);
    }
}
