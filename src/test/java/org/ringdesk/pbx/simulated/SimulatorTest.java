package org.ringdesk.pbx.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegOutcome;
import org.ringdesk.calls.Outcome;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pbx.simulated.SimulatedPbx.Placing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class SimulatorTest {
    private static final String CALLS = "/api/v1/simulator/calls";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Calls calls;

    @Autowired
    Feeds feeds;

    @Autowired
    SimulatedPbx pbx;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void queue() {
        feeds.change(feeds.only("simulated").with(Map.of("queues", "890 Test Desk = 811, 812", "dial", "true")));
    }

    @Test
    void queueRingsItsExtensionsAndOneAnswers() {
        long id = place("+16175550142", "test desk");
        assertThat(call(id).state()).isEqualTo(CallState.RINGING);
        assertThat(call(id).queue()).isEqualTo("Test Desk");
        assertThat(call(id).legs()).extracting(leg -> leg.party()).containsExactly("811", "812");

        act(id, "answer", "{\"by\": \"812\"}");
        act(id, "hangup", "{\"by\": \"812\"}");

        assertThat(call(id).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call(id).legs())
                .extracting(leg -> leg.outcome())
                .containsExactly(LegOutcome.ELSEWHERE, LegOutcome.ANSWERED);
    }

    @Test
    void whatNoTelephoneCanRingIsRefusedByName() {
        String many = IntStream.range(200, 251).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(refusal("{\"from\": \"a\\u0000\", \"to\": \"811\"}")).contains("from");
        assertThat(refusal("{\"from\": \"1\", \"to\": \"8\\u0000\"}")).contains("to");
        assertThat(refusal("{\"from\": \"1\", \"to\": \"811\", \"name\": \"\\u0000\"}"))
                .contains("name");
        assertThat(refusal("{\"from\": \"1\", \"to\": \"" + many + "\"}")).contains("50");
        assertThat(refusal("{\"from\": \"1\", \"to\": \"" + "811,".repeat(20_000) + "\"}"))
                .contains("to");
    }

    @Test
    void blindTransferEndsWithWhoeverItWasSentTo() {
        long id = place("+16175550142", "811");
        act(id, "answer", "");
        act(id, "transfer", "{\"by\": \"811\", \"to\": \"813\"}");
        act(id, "answer", "{\"by\": \"813\"}");

        assertThat(call(id).legs().getFirst().transferredTo()).isEqualTo("813");
        assertThat(call(id).legs().getFirst().open()).isFalse();
        assertThat(call(id).legs().getLast().talking()).isTrue();
    }

    @Test
    void attendedTransferIsCompletedByHangingUp() {
        long id = place("+16175550142", "811");
        act(id, "answer", "");
        act(id, "transfer", "{\"by\": \"811\", \"to\": \"813\", \"attended\": true}");
        assertThat(call(id).legs().getFirst().held()).isTrue();
        act(id, "answer", "{\"by\": \"813\"}");
        act(id, "hangup", "{\"by\": \"811\"}");

        assertThat(call(id).ended()).isFalse();
        assertThat(call(id).legs().getFirst().transferredTo()).isEqualTo("813");
        act(id, "hangup", "{\"by\": \"813\"}");
        assertThat(call(id).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void callerWhoGivesUpAbandonsTheCall() {
        long id = place("", "811");
        act(id, "hangup", "");

        assertThat(call(id).outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void declinedByEverybodyIsDeclined() {
        long id = place("+16175550142", "Test Desk");
        act(id, "decline", "{\"by\": \"811\"}");
        assertThat(call(id).state()).isEqualTo(CallState.RINGING);
        act(id, "decline", "{\"by\": \"812\"}");

        assertThat(call(id).outcome()).isEqualTo(Outcome.DECLINED);
    }

    @Test
    void callsBetweenExtensionsAreInternalAndOnesToANumberOutgoing() {
        assertThat(call(place("811", "812")).direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call(place("811", "6175550142")).direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void telephoneThatDoesNotRingCannotAnswer() {
        long id = place("+16175550142", "811");

        assertThat(send(CALLS + "/" + id + "/answer", "{\"by\": \"899\"}").status())
                .isEqualTo(409);
        assertThat(send(CALLS + "/999999/answer", "").status()).isEqualTo(404);
        assertThat(send(CALLS, "{\"from\": \"1\"}").status()).isEqualTo(422);
    }

    @Test
    void pageIsForAdministratorsAndItsButtonsWork() {
        assertThat(accounts.agent(port).get("/simulator").status()).isEqualTo(403);
        Desk boss = accounts.administrator(port);
        Desk.Answer page = boss.get("/simulator");
        assertThat(boss.post("/simulator", page, Map.of("from", "6175550142", "to", "814"))
                        .status())
                .isEqualTo(303);

        Desk.Answer calls = boss.get("/simulator/calls");
        String press = calls.page().expectFirst("[data-party=814] button").attr("value");
        assertThat(press).startsWith("answer ");
        boss.post("/simulator/press", page, Map.of("press", press));

        assertThat(boss.get("/simulator").page().select("[data-party=814] .badge.ok"))
                .hasSize(1);
    }

    @Test
    void unchangedCallsAreNotSentAgain() {
        place("+16175550142", "815");
        Desk boss = accounts.administrator(port);
        String again = boss.get("/simulator").page().select("#pretend-calls").attr("hx-get");

        assertThat(boss.get(again).status()).isEqualTo(204);
    }

    @Test
    void clickOnANumberDialsForTheAgent() {
        Desk agent = accounts.agent(port);
        Desk.Answer page = agent.get("/people");

        Desk.Answer answer = agent.post("/dial", page, Map.of("number", "(617) 555-0142"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(accounts.administrator(port).get("/simulator/calls").body()).contains("(617) 555-0142");
        assertThat(agent.post("/dial", page, Map.of("number", "nobody")).status())
                .isEqualTo(422);
    }

    @Test
    void scriptedCallsOfTheLastRunAreEndedAndNoOthers() {
        long byHand = place("+16175550142", "815");
        CallId rings =
                pbx.placeScripted(new Placing("+16175550150", "816", "", null)).id();
        CallId talks =
                pbx.placeScripted(new Placing("+16175550151", "817", "", null)).id();
        act(talks.value(), "answer", "");

        pbx.endScripted();

        assertThat(calls.find(rings).orElseThrow().outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(calls.find(talks).orElseThrow().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call(byHand).ended()).isFalse();
    }

    private long place(String from, String to) {
        Desk.Answer answer = send(CALLS, "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode placed = json.readTree(answer.body());
        return placed.get("id").asLong();
    }

    private String refusal(String body) {
        Desk.Answer answer = send(CALLS, body);
        assertThat(answer.status()).isEqualTo(422);
        return json.readTree(answer.body()).get("detail").asString();
    }

    private void act(long id, String action, String body) {
        assertThat(send(CALLS + "/" + id + "/" + action, body).status()).isEqualTo(200);
    }

    private Desk.Answer send(String path, String body) {
        return new Desk(port)
                .send("POST", path, body, "Content-Type", "application/json", "Authorization", accounts.bearer());
    }

    private Call call(long id) {
        return calls.find(new CallId(id)).orElseThrow();
    }
}
