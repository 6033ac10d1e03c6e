package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNamesTest {
    @ParameterizedTest
    @CsvSource({
        "admin, ADMIN, true, true",
        "jürgen, JÜRGEN, true, true",
        "admin, ADMİN, false, true",
        "admi̇n, ADMİN, false, true",
        "σας, ΣΑΣ, false, true",
        "admin, admim, false, false",
        "straße, STRASSE, false, false"
    })
    void namesThatTheDatabaseMayTakeForOne(String one, String other, boolean surely, boolean maybe) {
        assertThat(UserNames.surelySame(one, other)).isEqualTo(surely);
        assertThat(UserNames.mayBeSame(one).equals(UserNames.mayBeSame(other))).isEqualTo(maybe);
    }
}
