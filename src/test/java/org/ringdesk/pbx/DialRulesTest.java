package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.CallId;
import org.ringdesk.people.Numbers;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What may be dialled at the demo's site: US, area code 617, 9 for an outside line, extensions 200 to 299. */
@DemoTest
class DialRulesTest {
    @LocalServerPort
    int port;

    @Autowired
    DialRules rules;

    @Autowired
    Controls controls;

    @Autowired
    Numbers numbers;

    @Autowired
    Seats seats;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "201",
                "299",
                "(617) 555-0142",
                "617-555-0199",
                "555-0123",
                "5550123",
                "+1 617 555 0142",
                "916175550142",
                "9 1 617 555 0142",
                "+44 20 7946 0000",
                "011442079460000",
                "00442079460000",
                "+49 30 901820",
                "1-800-555-0100",
                "911555",
                "+7 900 123 45 67"
            })
    void whatIsNotDeniedMayBeDialled(String number) {
        assertThat(refusal(rules, number)).isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0900123456,            pbx.dial.premium
            00900123456789,        pbx.dial.premium
            900-123-4567,          pbx.dial.premium
            1 (900) 123-4567,      pbx.dial.premium
            91 900 123 4567,       pbx.dial.premium
            +1 900 234 5678,       pbx.dial.premium
            +49 900 1 234567,      pbx.dial.premium
            0049 900 1234567,      pbx.dial.premium
            9 011 49 900 1234567,  pbx.dial.premium
            +44 909 879 0000,      pbx.dial.premium
            +49 180 5 123456,      pbx.dial.premium
            +870 773 123456,       pbx.dial.premium
            +881 6 12345678,       pbx.dial.premium
            011 881 612345678,     pbx.dial.premium
            +882 16 12345678,      pbx.dial.premium
            +979 1 12345678,       pbx.dial.premium
            ９００ 0900123456,     pbx.dial.premium
            911,                   pbx.dial.emergency
            112,                   pbx.dial.emergency
            9911,                  pbx.dial.emergency
            *72 6175550142,        pbx.dial.code
            *21*6175550142#,       pbx.dial.code
            ##002#,                pbx.dial.code
            +,                     pbx.dial.no-number
            201+0900123456,        pbx.dial.no-number
            """)
    void whatCostsOrSetsOffMoreMayNot(String number, String why) {
        assertThat(refusal(rules, number)).isEqualTo(why);
    }

    @Test
    void clickAndTransferAreHeldAgainstTheSameRules() {
        Desk dana = new Desk(port).signIn("dana", "demo");
        Desk.Answer page = dana.get("/account");

        Desk.Answer dialled = dana.post("/dial", page, Map.of("number", "0900123456"));
        Desk.Answer sent = dana.post("/calls/1/transfer", page, Map.of("to", "00900123456789"));

        assertThat(dialled.status()).isEqualTo(422);
        assertThat(dialled.body()).contains("premium rate");
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.body()).contains("premium rate");
        assertThat(refusal(() -> controls.transfer(
                        accounts.withLogin("dana").orElseThrow().id(), new CallId(1), "911")))
                .isEqualTo("pbx.dial.emergency");
    }

    @Test
    void whatWasDialledIsNotedAndWhatWasRefusedIsNot() {
        Desk omar = new Desk(port).signIn("omar", "demo");
        Desk.Answer page = omar.get("/account");

        omar.post("/dial", page, Map.of("number", "(617) 555-0142"));
        omar.post("/dial", page, Map.of("number", "0900123456"));

        assertThat(jdbc.sql("select what || ' ' || extension || ' ' || number from telephone_use where login = 'omar'")
                        .query(String.class)
                        .list())
                .contains("dialled 202 6175550142")
                .noneMatch(line -> line.contains("0900"));
        hangUp();
    }

    private void hangUp() {
        for (long call : jdbc.sql("select id from call where state <> 'ended'")
                .query(Long.class)
                .list()) {
            new Desk(port)
                    .send(
                            "POST",
                            "/api/v1/simulator/calls/" + call + "/hangup",
                            "",
                            "Content-Type",
                            "application/json",
                            "Authorization",
                            "Bearer demo");
        }
    }

    @Test
    void whereSomebodyMerelySatDownIsNoTelephoneForThatReason() {
        AccountId lena = accounts.withLogin("lena").orElseThrow().id();
        var only = rules(List.of("+1617"), List.of(), false);
        seats.signOn(lena, "3555");
        try {
            assertThat(refusal(only, "3555")).isEqualTo("pbx.dial.denied");
            assertThat(refusal(only, "203")).isNull();
        } finally {
            seats.signOff(lena);
        }
        for (String costly : List.of("911", "112", "9911")) {
            assertThat(refusal(() -> seats.signOn(lena, costly))).isEqualTo("agents.seat.no-desk");
        }
    }

    @Test
    void administratorAllowsAndDenies() {
        var only = rules(List.of("+1617", "*72"), List.of(), false);
        var without = rules(List.of(), List.of("+44", "0049", "299"), false);
        var premium = rules(List.of(), List.of(), true);

        assertThat(refusal(only, "617-555-0142")).isNull();
        assertThat(refusal(only, "*72201")).isNull();
        assertThat(refusal(only, "201")).isNull();
        assertThat(refusal(only, "212-555-0142")).isEqualTo("pbx.dial.denied");
        assertThat(refusal(only, "0900123456")).isEqualTo("pbx.dial.premium");
        assertThat(refusal(without, "+44 20 7946 0000")).isEqualTo("pbx.dial.denied");
        assertThat(refusal(without, "011 44 20 7946 0000")).isEqualTo("pbx.dial.denied");
        assertThat(refusal(without, "00493012345")).isEqualTo("pbx.dial.denied");
        var abroad = rules(List.of(), List.of("0044", "01149", "1212", "0137"), false);
        for (String spelled : List.of(
                "+44 20 7946 0000",
                "011 44 20 7946 0000",
                "9 011 44 20 7946 0000",
                "0049 30 12345",
                "+49 30 12345",
                "+1 212 555 0142",
                "212-555-0142",
                "9 212 555 0142",
                "0137 123456")) {
            assertThat(refusal(abroad, spelled)).as(spelled).isEqualTo("pbx.dial.denied");
        }
        assertThat(refusal(abroad, "+1 617 555 0142")).isNull();
        assertThat(refusal(without, "299")).isEqualTo("pbx.dial.denied");
        assertThat(refusal(premium, "0900123456")).isNull();
        assertThat(refusal(premium, "911")).isEqualTo("pbx.dial.emergency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DiallingSettings(List.of("+44.*"), List.of(), false))
                .withMessageContaining("ringdesk.dialling");
    }

    private DialRules rules(List<String> allowed, List<String> denied, boolean premium) {
        return new DialRules(new DiallingSettings(allowed, denied, premium), numbers, seats);
    }

    private static @Nullable String refusal(DialRules rules, String number) {
        return refusal(() -> rules.check(number));
    }

    private static @Nullable String refusal(Runnable asked) {
        try {
            asked.run();
            return null;
        } catch (Refused refused) {
            return refused.getCodes()[0];
        }
    }
}
