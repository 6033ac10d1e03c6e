package org.ringdesk.pbx.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Role;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegOutcome;
import org.ringdesk.calls.Outcome;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class DeskPhonesTest {
    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    Calls calls;

    @Autowired
    PhoneKind kind;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private final String token = UUID.randomUUID().toString();
    private final String caller =
            "1617555" + (1000 + ThreadLocalRandom.current().nextInt(9000));

    @BeforeEach
    void feed() {
        feeds.put(kind, "Desk phones", token, Map.of());
    }

    @Test
    void snomWithSipAddressesFindsTheAgent() {
        AccountId agent = accounts.account("desk-snom", Role.AGENT, "731").id();

        Desk.Answer answer = get("incoming?remote=%22Doe%22%20%3Csip:%2B" + caller
                + "@pbx.example;user=phone%3E&local=sip:731@10.0.0.9&mac=000413AABBCC&call=3c26700c1f2a-abcdefgh");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        Call call = only();
        assertThat(call.number()).isEqualTo("+" + caller);
        assertThat(call.name()).isEqualTo("Doe");
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.legs().getFirst().agent()).isEqualTo(agent);
    }

    @Test
    void whatIsEncodedTwiceIsRead() {
        get("incoming?remote=sip%253A%252B" + caller + "%2540pbx.example&user=741");

        assertThat(only().number()).isEqualTo("+" + caller);
    }

    @Test
    void telephoneWithoutCallIdsHasOneCallAfterTheOther() {
        get("incoming?remote=" + caller + "&user=741");
        get("incoming?remote=" + caller + "&user=741");
        get("connected?remote=" + caller + "&user=741");
        get("hold?user=741");
        assertThat(only().legs().getFirst().held()).isTrue();
        get("resume?user=741");
        get("disconnected?user=741");
        assertThat(only().outcome()).isEqualTo(Outcome.ANSWERED);

        get("incoming?remote=" + caller + "&user=741");

        assertThat(all()).hasSize(2);
    }

    @Test
    void outgoingCallIsAnsweredWhenTheFarSideIs() {
        get("outgoing?remote=" + caller + "&user=741&call=7");
        assertThat(only().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(only().outsideNumber()).isEqualTo(caller);
        get("established?remote=" + caller + "&user=741&call=7");
        get("terminated?remote=" + caller + "&user=741&call=7");

        assertThat(only().outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void telephonesOfARingGroupBecomeOneCallWhenOneAnswers() {
        get("incoming?remote=" + caller + "&user=741&call=1");
        get("incoming?remote=" + caller + "&user=742&call=9");
        assertThat(all()).hasSize(2);

        get("established?remote=" + caller + "&user=742&call=9");
        get("missed?remote=" + caller + "&user=741&call=1");

        assertThat(only().outcome()).isNull();
        assertThat(only().legs())
                .extracting(leg -> leg.outcome())
                .containsExactlyInAnyOrder(LegOutcome.ELSEWHERE, null);
    }

    @Test
    void telephonesOfARingGroupBecomeOneCallWhenNobodyAnswers() {
        get("incoming?remote=" + caller + "&user=741&call=1");
        get("incoming?remote=" + caller + "&user=742&call=9");
        get("missed?user=741&remote=" + caller + "&call=1");
        get("missed?user=742&remote=" + caller + "&call=9");

        assertThat(only().outcome()).isEqualTo(Outcome.MISSED);
        assertThat(only().legs()).hasSize(2);
    }

    @Test
    void twoCallsFromOneNumberThatAreBothAnsweredStayTwo() {
        get("incoming?remote=" + caller + "&user=741&call=1");
        get("incoming?remote=" + caller + "&user=742&call=9");
        get("established?remote=" + caller + "&user=741&call=1");
        get("established?remote=" + caller + "&user=742&call=9");
        get("terminated?remote=" + caller + "&user=741&call=1");

        assertThat(all()).hasSize(2);
    }

    @Test
    void withheldCallersAreNeverTakenForOne() {
        get("incoming?remote=anonymous&user=741&call=1");
        get("incoming?remote=anonymous&user=742&call=9");
        get("missed?remote=anonymous&user=741&call=1");
        get("missed?remote=anonymous&user=742&call=9");

        assertThat(all()).hasSize(2);
    }

    @Test
    void telephonesThatWereRungWithOneCallIdAreOneCallAtOnce() {
        get("incoming?remote=" + caller + "&user=741&call=a84b4c76e66710@pbx.example");
        get("incoming?remote=" + caller + "&user=742&call=a84b4c76e66710@pbx.example");

        assertThat(only().legs()).hasSize(2);
    }

    @Test
    void telephonesThatCallEachOtherAreOneInternalCall() {
        get("outgoing?remote=742&user=741&call=1");
        get("incoming?remote=741&user=742&call=9");

        assertThat(only().direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void placeholderThatWasNotFilledInIsRefusedAndShown() {
        Desk.Answer snom = get("incoming?remote=$remote&user=741");
        Desk.Answer mitel = get("incoming?remote=$$REMOTENUMBER$$&user=741");

        assertThat(snom.status()).isEqualTo(422);
        assertThat(snom.body()).contains("remote=$remote");
        assertThat(mitel.body()).contains("remote=$$REMOTENUMBER$$");
        assertThat(all()).isEmpty();
        long id = feeds.withToken(PhoneKind.KEY, token).orElseThrow().id().value();
        String shown = accounts.administrator(port)
                .get("/phone-systems/" + id)
                .page()
                .select("#heard")
                .text();
        assertThat(shown).contains("remote=$remote");
    }

    @Test
    void wrongTokenAndUnknownEventsAreRefused() {
        assertThat(new Desk(port)
                        .get("/phone/nonsense/incoming?remote=1&user=2")
                        .status())
                .isEqualTo(401);
        assertThat(get("offhook?user=741").status()).isEqualTo(422);
        assertThat(get("incoming?remote=1").status()).isEqualTo(422);
    }

    @Test
    void endOfWhatNeverBeganIsNothing() {
        assertThat(get("terminated?user=741&call=99").status()).isEqualTo(200);

        assertThat(all()).isEmpty();
    }

    @Test
    void aNulOrAnEndlessTextInAnyFieldIsNoErrorOfTheServer() {
        for (String field : List.of("remote", "local", "display", "call", "user", "mac")) {
            for (String event : List.of("incoming", "outgoing", "answered", "ended")) {
                for (String text :
                        List.of("a%00b", "%00", "1".repeat(40_000), "%3C".repeat(10_000), "%20".repeat(10_000))) {
                    String others = "&remote=16175550142&user=201&call=c".replaceAll("&" + field + "=[^&]*", "");

                    assertThat(get(event + "?" + field + "=" + text + others).status())
                            .as(event + " " + field)
                            .isLessThan(500);
                }
            }
        }
    }

    private Desk.Answer get(String request) {
        return new Desk(port).get("/phone/" + token + "/" + request.replace("$", "%24"));
    }

    private Call only() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private List<Call> all() {
        String source = feeds.withToken(PhoneKind.KEY, token).orElseThrow().source();
        return jdbc.sql("select distinct call_id from call_key where source = :source order by call_id")
                .param("source", source)
                .query((row, i) ->
                        calls.find(new CallId(row.getLong("call_id"))).orElseThrow())
                .list();
    }
}
