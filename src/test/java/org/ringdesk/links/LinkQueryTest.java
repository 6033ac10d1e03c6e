package org.ringdesk.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.people.PassedField;

/** Section 3 of the link contract: encoding, as it really arrives. */
class LinkQueryTest {
    private static String field(String name, String raw) {
        return Link.of(LinkQuery.parse("id=0&autoUserField_" + name + "=" + raw))
                .caller()
                .getFirst()
                .value();
    }

    @Test
    void backslashOfALoginThatWasEncodedTwiceIsABackslash() {
        assertThat(field("user_name", "domain%255Cuser1")).isEqualTo("domain\\user1");
        assertThat(field("USER_NAME", "domain%255cuser1")).isEqualTo("domain\\user1");
    }

    @Test
    void backslashOfALoginThatWasEncodedOnceOrNotAtAllIsTheSame() {
        assertThat(field("user_name", "domain%5Cuser1")).isEqualTo("domain\\user1");
        assertThat(field("user_name", "domain\\user1")).isEqualTo("domain\\user1");
    }

    @Test
    void nothingElseIsEverDecodedTwice() {
        assertThat(field("first_name", "domain%255Cuser1")).isEqualTo("domain%5Cuser1");
        assertThat(field("user_name", "%253Cscript%253E")).isEqualTo("%3Cscript%3E");
    }

    @Test
    void plusIsABlankSoThatNumbersMayTellItFromTheirFirstDigit() {
        assertThat(field("phone", "+16174567890")).isEqualTo(" 16174567890");
        assertThat(field("phone", "%2B16174567890")).isEqualTo("+16174567890");
    }

    @Test
    void bytesThatAreNotUtf8AreReadAsWindows1252() {
        assertThat(field("first_name", "Andr%E9")).isEqualTo("André");
        assertThat(field("first_name", "Andr%C3%A9")).isEqualTo("André");
        assertThat(field("first_name", "%80uro")).isEqualTo("€uro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%CallerNumber%",
                "%%calleridnumber%%",
                "$remote",
                "{phone}",
                "[Number]",
                "--A--phone_number--B--"
            })
    void macroThatThePhoneDidNotFillInStaysReadable(String macro) {
        assertThat(field("phone", macro)).isEqualTo(macro);
    }

    @Test
    void encodedMacroIsTheSameMacro() {
        assertThat(field("phone", "%25CallerNumber%25")).isEqualTo("%CallerNumber%");
    }

    @ParameterizedTest
    @CsvSource({"%, %", "50%, 50%", "%zz, %zz", "a%4, a%4", "%u0041, %u0041"})
    void brokenEscapesStayAsTheyAre(String raw, String read) {
        assertThat(field("cust_text1", raw)).isEqualTo(read);
    }

    @Test
    void rawBracesAndBackslashesAreAccepted() {
        assertThat(field("cust_text1", "{a}[b]|c^d\\e")).isEqualTo("{a}[b]|c^d\\e");
    }

    @Test
    void nulAndOtherControlCharactersAreDroppedAndToldOf() {
        LinkQuery query = LinkQuery.parse("autoUserField_phone=617%004567890%0d%0a");
        assertThat(query.parameters().getFirst().value()).isEqualTo("6174567890");
        assertThat(query.cut()).isTrue();
    }

    @Test
    void hundredKilobytesOfParametersAreCutAndToldOf() {
        LinkQuery query = LinkQuery.parse("autoUserField_phone=" + "1".repeat(100_000));
        assertThat(query.parameters().getFirst().value()).hasSize(LinkQuery.MOST_CHARACTERS);
        assertThat(query.cut()).isTrue();
        assertThat(LinkQuery.parse("a=1&".repeat(30_000)).parameters()).hasSize(LinkQuery.MOST_PARAMETERS);
    }

    @Test
    void aLinkThatFitsIsNotCut() {
        assertThat(LinkQuery.parse("id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6174567890")
                        .cut())
                .isFalse();
        assertThat(LinkQuery.parse(null).cut()).isFalse();
    }

    @Test
    void namesAreMatchedIgnoringCaseAndUnknownOnesIgnored() {
        Link link =
                Link.of(LinkQuery.parse("ID=0&sr_type=8&FROMID=PhoneCall&templateID=3&zoom=1&AUTOUSERFIELD_Phone=617"));
        assertThat(link.type()).isEqualTo("8");
        assertThat(link.cameFrom()).isEqualTo("PhoneCall");
        assertThat(link.template()).isEqualTo("3");
        assertThat(link.caller()).containsExactly(new PassedField("Phone", "617"));
    }

    @Test
    void callerFieldsKeepTheirOrder() {
        Link link = Link.of(LinkQuery.parse("autoUserField_floor=2&autoUserField_phone=617&autoUserField_building=HQ"));
        assertThat(link.caller()).extracting(PassedField::name).containsExactly("floor", "phone", "building");
    }
}
