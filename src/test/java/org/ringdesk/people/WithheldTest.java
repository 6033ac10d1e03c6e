package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithheldTest {

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u0000",
                "anonymous",
                "Anonymous",
                "UNKNOWN",
                "unavailable",
                "private",
                "restricted",
                "withheld",
                "blocked",
                "asterisk",
                "sip:anonymous@anonymous.invalid",
                "anonymous@anonymous.invalid",
                "sip:anonymous@10.0.0.1",
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                "Anonymous <anonymous>",
                "\"Anonymous\"",
                "tel:anonymous",
                "sip:anonymous@anonymous.invalid;user=phone",
                "<sip:anonymous@anonymous.invalid>;tag=1",
                "<unknown>",
                "(unknown)",
                "No Caller ID",
                "no caller id",
                "Unknown Caller",
                "Private Number",
                "Number withheld",
                "Caller ID blocked",
                "+266696687",
                "266696687",
                " 266696687",
                "+8656696",
                "+7378742833",
                "+",
                "-",
                "0",
                "0000000000",
                "null",
                "Unbekannt",
                "Out of Area",
                "sip:@10.0.0.1",
                "sip:10.0.0.1:5060",
                "\"\" <>",
                "sip:",
                "sip:unknown@pbx.example",
                "\"Private\" <sip:private@pbx.example>"
            })
    void callerWhoIsWithheldIsRecognisedInANumber(String value) {
        assertThat(Withheld.is(CallerField.PHONE, value)).isTrue();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "6174567890",
                "\"Anonymous\" <sip:+16174567890@pbx.example>",
                "7748328",
                "8656696",
                "2562533",
                "201",
                "sip:6174567890@anonymous.example",
                "1.617.456.7890",
                "jane",
                "sip:201@10.0.0.1",
                "00 49 30"
            })
    void callerWhoIsToldIsNotWithheld(String value) {
        assertThat(Withheld.is(CallerField.PHONE, value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Private", "Unknown", "Block", "Null", "None", "Restricted", "Asterisk", "0"})
    void personOrPlaceCalledLikeAWithheldCallerIsStillSearched(String value) {
        assertThat(Withheld.is(CallerField.LAST_NAME, value)).isFalse();
        assertThat(Withheld.is(CallerField.BUILDING, value)).isFalse();
    }

    @Test
    void whatNobodyIsCalledIsWithheldInEveryField() {
        for (CallerField field : CallerField.values()) {
            assertThat(Withheld.is(field, " ")).as(field.fieldName()).isTrue();
            assertThat(Withheld.is(field, "<unknown>")).as(field.fieldName()).isTrue();
            assertThat(Withheld.is(field, "sip:anonymous@anonymous.invalid"))
                    .as(field.fieldName())
                    .isTrue();
        }
    }

    @Test
    void wordsOfTheContractAreWithheldInALoginAndAMailAddress() {
        assertThat(Withheld.is(CallerField.USER_NAME, "Anonymous")).isTrue();
        assertThat(Withheld.is(CallerField.EMAIL_ADDRESS, "unavailable")).isTrue();
        assertThat(Withheld.is(CallerField.USER_NAME, "s")).isFalse();
        assertThat(Withheld.is(CallerField.USER_NAME, "private.ryan")).isFalse();
    }
}
