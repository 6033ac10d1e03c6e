package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.people.Macro.Source;

class MacroTest {

    @ParameterizedTest
    @CsvSource({
        "%CallerNumber%, %CallerNumber%, THREE_CX",
        "tel:%CallerNumber%, %CallerNumber%, THREE_CX",
        "ÊllerNumber%, %CallerNumber%, THREE_CX",
        "\ufffdllerNumber%, %CallerNumber%, THREE_CX",
        "tel:ÊllerNumber%, %CallerNumber%, THREE_CX",
        "%Êlleridnumber%%, %%calleridnumber%%, TARIDIUM",
        "[Number], [Number], THREE_CX_TEMPLATE",
        "+[Number], [Number], THREE_CX_TEMPLATE",
        "{CALLERNUM}, {CALLERNUM}, WILDIX",
        "{CALLERNUM:1}, {CALLERNUM:1}, WILDIX",
        "+{CALLERNUM}, {CALLERNUM}, WILDIX",
        "{phone}, {phone}, NETHVOICE",
        "{nummer}, {nummer}, UNKNOWN",
        "$caller$, $caller$, RINGOTEL",
        "$number$, $number$, RINGOTEL",
        "[sip.X-Caller], [sip.X-Caller], RINGOTEL",
        "$remote, $remote, DESK_PHONE",
        "sip:$remote@pbx.example, $remote, DESK_PHONE",
        "$display_remote, $display_remote, DESK_PHONE",
        "$something, $something, DESK_PHONE",
        "$call-id, $call-id, SNOM",
        "$sip_header(P-Asserted-Identity), $sip_header(P-Asserted-Identity), SNOM",
        "$$REMOTENUMBER$$, $$REMOTENUMBER$$, MITEL",
        "--A--phone_number--B--, --A--phone_number--B--, VICIDIAL",
        "%%calleridnumber%%, %%calleridnumber%%, TARIDIUM",
        "!01, !01, VOISPEED",
        "$RemoteParty, $RemoteParty, GLOBALIPTEL",
        "<base64($RemoteParty)>, <base64($RemoteParty)>, GLOBALIPTEL",
        "${CALLERID(num)}, ${CALLERID(num)}, ASTERISK",
        "{{caller.number}}, {{caller.number}}, UNKNOWN",
        "[anything], [anything], UNKNOWN",
    })
    void macroThatThePhoneDidNotFillInIsNamedWithItsPhone(String value, String written, Source source) {
        assertThat(Macro.in(CallerField.PHONE, value)).contains(new Macro(written, source));
    }

    @ParameterizedTest
    @CsvSource({
        "%CallerDisplayName%, THREE_CX",
        "{CALLERNAME}, WILDIX",
        "$display_remote, DESK_PHONE",
        "CORP\\%user%, THREE_CX",
        "$$DISPLAYNAME$$, MITEL",
        "[Name], THREE_CX_TEMPLATE",
        "--A--first_name--B--, VICIDIAL"
    })
    void macroIsRecognisedInTextsToo(String value, Source source) {
        assertThat(Macro.in(CallerField.LAST_NAME, value)).map(Macro::source).contains(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100% cotton",
                "5% of 10%",
                "US$",
                "Ke$ha",
                "[A]",
                "A {2}",
                "Room {B} left",
                "Wow!",
                "a!01",
                "Zoë%",
                "O'Hara",
                "[HQ] east",
                "50 $"
            })
    void whatSomebodyMayBeCalledIsNoMacro(String value) {
        assertThat(Macro.in(CallerField.BUILDING, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6174567890",
                "+1 (617) 456-7890",
                "\"Jane\" <sip:6174567890@10.0.0.1>",
                "",
                "<>",
                "x201",
                "617[456]7890"
            })
    void numberIsNoMacro(String value) {
        assertThat(Macro.in(CallerField.PHONE, value)).isEmpty();
    }
}
