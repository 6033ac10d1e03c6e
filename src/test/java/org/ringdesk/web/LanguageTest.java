package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de                        | GERMAN",
                "de-AT,de;q=0.9,en;q=0.8   | GERMAN",
                "en-GB,de;q=0.7            | ENGLISH",
                "en;q=0.3, de;q=0.7        | GERMAN",
                "fr, de;q=0.1              | GERMAN",
                "de;q=0, en;q=0.5          | ENGLISH",
                "fr                        | ",
                "*                         | ",
                "'; drop table'            | ",
                "''                        | "
            })
    void browserAsksForTheLanguageItLikesBest(String header, Language language) {
        assertThat(Language.accepted(header).orElse(null)).isEqualTo(language);
    }

    /** Java reads many of them in the time of their number squared. */
    @Test
    @Timeout(1)
    void tensOfThousandsOfLanguagesAreNotRead() {
        assertThat(Language.accepted("de," + "aaa,".repeat(50_000))).contains(Language.GERMAN);
        assertThat(Language.accepted("x".repeat(1_000_000))).isEmpty();
    }
}
