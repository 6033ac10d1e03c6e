package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "print | ('print':*)",
                "Müller STRASSE | ('muller':*) & ('strasse':*)",
                "Straße Łódź | ('strasse':*) & ('lodz':*)",
                "\"paper jam\" | ('paper' <-> 'jam')",
                "„Paper Jam“ tray | ('paper' <-> 'jam') & ('tray':*)",
                "printer -toner | ('printer':*) & !('toner')",
                "printer -\"paper jam\" | ('printer':*) & !('paper' <-> 'jam')",
                "dana.ross@example.com | ('dana' <-> 'ross' <-> 'example' <-> 'com':*)",
                "e-mail - Wien | ('e' <-> 'mail':*) & ('wien':*)",
                "a printer | ('a') & ('printer':*)",
                "a | ('a':*)",
                "it's 100% | ('it' <-> 's':*) & ('100':*)",
                "\"open quote | ('open' <-> 'quote')",
                "'); drop | ('drop':*)",
            })
    void whatIsTypedIsReadAsPeopleMeanIt(String typed, String query) {
        assertThat(SearchTerms.of(typed).query()).isEqualTo(query);
    }

    @Test
    void whatHoldsNoWordHasNoTerms() {
        assertThat(SearchTerms.of(" %%% - \"\" \u0000").terms()).isEmpty();
    }

    @Test
    void numbersAreReadAsRecordAndAsTelephone() {
        assertThat(SearchTerms.of("#1234").number()).contains(new RecordId(1234));
        assertThat(SearchTerms.of("1234").number()).contains(new RecordId(1234));
        assertThat(SearchTerms.of("12 34").number()).isEmpty();
        assertThat(SearchTerms.of("+49 (30) 12-34").telephone()).isTrue();
        assertThat(SearchTerms.of("#1234").telephone()).isFalse();
        assertThat(SearchTerms.of("room 12").telephone()).isFalse();
    }
}
