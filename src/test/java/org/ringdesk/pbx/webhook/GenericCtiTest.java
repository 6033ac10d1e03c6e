package org.ringdesk.pbx.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Role;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.LegOutcome;
import org.ringdesk.calls.Outcome;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class GenericCtiTest {
    private static final String TOKEN = "cti-test";
    private static final String FORM = "application/x-www-form-urlencoded";

    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    Calls calls;

    @Autowired
    CtiKind kind;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestAccounts accounts;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void feed() {
        feeds.put(kind, "Zammad bridge", TOKEN, Map.of());
    }

    @Test
    void whatASenderAcceptsMakesNoDifference() {
        for (String status : List.of("200", "422")) {
            Desk.Answer answer = new Desk(port)
                    .send(
                            "POST",
                            "/api/v1/cti/" + TOKEN,
                            "event=newCall&callId=" + (status.equals("200") ? id : "")
                                    + "&direction=in&from=1&user=201",
                            "Content-Type",
                            "application/x-www-form-urlencoded",
                            "Accept",
                            "text/html");

            assertThat(answer.status()).hasToString(status);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
        }
    }

    @Test
    void aListOfThousandsOfExtensionsIsRefused() {
        Desk.Answer thousands =
                form("event=newCall&callId=" + id + "&direction=in&from=1&user=" + "1,".repeat(16_000) + "1");
        Desk.Answer many = form("event=newCall&callId=" + id + "2&direction=in&from=1&user="
                + IntStream.range(200, 251).mapToObj(Integer::toString).collect(Collectors.joining(",")));

        assertThat(List.of(thousands.status(), many.status())).containsOnly(422);
        assertThat(thousands.body() + many.body()).contains("50");
    }

    @Test
    void aNulInAnyFieldIsNoErrorOfTheServer() {
        for (String field :
                List.of("event", "callId", "direction", "from", "to", "user", "queue", "cause", "answeringNumber")) {
            for (String event : List.of("newCall", "answer", "hangup")) {
                Desk.Answer answer = form("event=" + event + "&callId=" + id
                        + "&direction=in&from=1&to=2&user=3&cause=busy&" + field + "=a%00b&" + field + "[]=a%00b");
                Desk.Answer instead = form(field + "=a%00b&event=" + event + "&callId=" + id + field
                        + "&direction=in&from=1&to=2&user=3&cause=busy");

                assertThat(answer.status()).as(field).isIn(200, 422);
                assertThat(instead.status()).as(field).isIn(200, 422);
            }
        }
    }

    @Test
    void nestingWithoutEndIsNoError() {
        String deep = "{\"event\":\"newCall\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        Desk.Answer answer =
                new Desk(port).send("POST", "/api/v1/cti/" + TOKEN, deep, "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void documentedFormOfANewCallRingsTheUsers() {
        Desk.Answer answer = form("event=newCall&from=491711234567890&to=4930609811111&direction=in&callId=" + id
                + "&user[]=Alice&user[]=Bob");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        Call call = call();
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.state()).isEqualTo(CallState.RINGING);
        assertThat(call.number()).isEqualTo("491711234567890");
        assertThat(call.dialled()).isEqualTo("4930609811111");
        assertThat(call.legs()).extracting(leg -> leg.id()).containsExactly(id + "/Alice", id + "/Bob");
    }

    @Test
    void documentedJsonOfAWholeCallBecomesOneAnsweredCall() {
        json("""
                {"event": "newCall", "from": "491711234567890", "to": "4930609811111", "direction": "in",
                 "callId": "%s", "user": ["Alice", "Bob"]}""");
        json("""
                {"event": "answer", "from": "491711234567890", "to": "4930609811111", "direction": "in",
                 "callId": "%s", "user": "Alice", "answeringNumber": "21"}""");
        json("""
                {"event": "hangup", "from": "491711234567890", "to": "4930609811111", "direction": "in",
                 "callId": "%s", "cause": "normalClearing", "answeringNumber": "21"}""");

        Call call = call();
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.legs())
                .extracting(leg -> leg.outcome())
                .containsExactly(LegOutcome.ANSWERED, LegOutcome.ELSEWHERE);
    }

    @Test
    void documentedOutgoingCallIsOne() {
        form("event=newCall&from=4930609811111&to=491711234567890&direction=out&callId=" + id + "&user[]=Alice");
        form("event=answer&from=4930609811111&to=491711234567890&direction=out&callId=" + id
                + "&user=Alice&answeringNumber=491711234567890");

        Call call = call();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.state()).isEqualTo(CallState.ANSWERED);
        assertThat(call.outsideNumber()).isEqualTo("491711234567890");
        assertThat(call.legs()).allMatch(leg -> leg.talking()).hasSize(2);
    }

    @Test
    void agentIsFoundByTheAnsweringNumberWhereTheUserIsAName() {
        AccountId agent = accounts.account("cti-alice", Role.AGENT, "721").id();
        newCall("user[]=Alice&user[]=Bob");

        answer("user=Alice&answeringNumber=721");

        assertThat(call().answeredBy().orElseThrow().agent()).isEqualTo(agent);
        assertThat(call().legs()).hasSize(2);
    }

    @Test
    void agentIsFoundByLoginWhereTheAnsweringNumberIsALine() {
        AccountId agent = accounts.account("cti-bob", Role.AGENT, "722").id();
        newCall("user=cti-bob");

        answer("user=cti-bob&answeringNumber=4930609811122");

        assertThat(call().answeredBy().orElseThrow().agent()).isEqualTo(agent);
    }

    @Test
    void extensionsInOneTextAreSeveral() {
        newCall("user=201,%20202");

        assertThat(call().legs()).extracting(leg -> leg.party()).containsExactly("201", "202");
    }

    @Test
    void callIdMayHaveAnUnderscore() {
        assertThat(form("event=newCall&from=1&to=2&direction=in&call_id=" + id).body())
                .isEqualTo("{}");

        assertThat(call().legs()).hasSize(1);
    }

    @Test
    void answerBeforeTheNewCallLeavesNobodyRinging() {
        answer("answeringNumber=201");
        newCall("user[]=201&user[]=202");

        Call call = call();
        assertThat(call.state()).isEqualTo(CallState.ANSWERED);
        assertThat(call.legs()).noneMatch(leg -> leg.ringing()).hasSize(2);
        assertThat(call.answeredBy().orElseThrow().party()).isEqualTo("201");
    }

    @Test
    void everythingAfterTheHangupLeavesTheCallEnded() {
        hangup("cause=normalClearing&answeringNumber=201");
        answer("answeringNumber=201");
        newCall("user[]=201&user[]=202");

        Call call = call();
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.legs()).hasSize(2).noneMatch(leg -> leg.open());
    }

    @Test
    void repeatedMessagesChangeNothing() {
        newCall("user=201");
        Call once = call();
        newCall("user=201");
        assertThat(call()).isEqualTo(once);
        answer("answeringNumber=201");
        hangup("cause=normalClearing");
        Call ended = call();
        answer("answeringNumber=201");
        newCall("user=201");
        hangup("cause=normalClearing");

        assertThat(call()).isEqualTo(ended);
    }

    @Test
    void hangupHealsALostAnswer() {
        newCall("user=201");
        hangup("cause=normalClearing&answeringNumber=201");

        assertThat(call().outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @ParameterizedTest
    @CsvSource({
        "cancel, ABANDONED",
        "busy, BUSY",
        "noAnswer, MISSED",
        "normalClearing, MISSED",
        "congestion, MISSED",
        "forwarded, FORWARDED",
        "odd, MISSED"
    })
    void hangupWithoutAnAnswerIsNone(String cause, Outcome outcome) {
        newCall("user=201");
        hangup("cause=" + cause);

        assertThat(call().outcome()).isEqualTo(outcome);
    }

    @Test
    void forwardedCallIsNobodysToCallBack() {
        newCall("user=201");
        hangup("cause=forwarded");

        assertThat(jdbc.sql("select count(*) from call_back_try where call_id = :call")
                        .param("call", call().id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void pageOfTheCallNamesTheFeedThatTold() {
        newCall("user=201");

        assertThat(accounts.agent(port)
                        .get("/calls/" + call().id())
                        .page()
                        .select(".trace")
                        .text())
                .contains("Zammad bridge: 201 rings")
                .doesNotContain("feed-");
    }

    @Test
    void hangupAloneIsACallThatWasMissed() {
        hangup("cause=noAnswer");

        assertThat(call().outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void wrongTokenIsToldInTheWordsOfTheContract() {
        Desk.Answer answer = new Desk(port).post("/api/v1/cti/nonsense", "event=newCall");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid token, please contact your admin!\"}");
    }

    @Test
    void switchedOffFeedTakesNothing() {
        feeds.put(kind, "Off", "cti-off", Map.of());
        Feed feed = feeds.withToken(CtiKind.KEY, "cti-off").orElseThrow();
        feeds.change(new Feed(feed.id(), feed.kind(), feed.name(), false, 10, Map.of(), feed.createdAt()));

        Desk.Answer answer = new Desk(port).post("/api/v1/cti/cti-off", "event=newCall");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"error\":\"Feature is disabled");
    }

    @Test
    void unknownEventIsToldWhichThereAre() {
        Desk.Answer answer = form("event=ring&from=1&to=2&direction=in&callId=" + id);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("newCall, answer, hangup");
    }

    @Test
    void invalidDirectionIsRefused() {
        Desk.Answer answer = form("event=newCall&from=1&to=2&direction=sideways&callId=" + id);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid direction!\"}");
    }

    @Test
    void callIdOfTenKilobytesIsRefused() {
        assertThat(form("event=newCall&from=1&to=2&direction=in&callId=" + "x".repeat(10_000))
                        .status())
                .isEqualTo(422);
        assertThat(form("event=newCall&from=1&to=2&direction=in&callId=" + "y".repeat(250) + "&user=201")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        assertThat(form("event=newCall&from=" + "1".repeat(70_000)).status()).isEqualTo(413);
    }

    @Test
    void brokenJsonIsRefused() {
        assertThat(new Desk(port)
                        .send("POST", "/api/v1/cti/" + TOKEN, "{\"event\":", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void oddNumbersAndNamesAreKeptHarmless() {
        form("event=newCall&direction=in&callId=" + id + "&from=" + "1".repeat(200) + "&to=2&user="
                + "%3Cscript%3Ealert(1)%3C/script%3E%00");

        Call call = call();
        assertThat(call.number()).hasSizeLessThanOrEqualTo(120);
        assertThat(call.owner()).isNull();
        assertThat(call.legs().getFirst().party()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void floodOfOneFeedIsHeldBackAndDisturbsNoOther() {
        feeds.put(kind, "Flood", "cti-flood", Map.of());
        Feed feed = feeds.withToken(CtiKind.KEY, "cti-flood").orElseThrow();
        feeds.change(new Feed(feed.id(), feed.kind(), feed.name(), true, 1, Map.of(), feed.createdAt()));

        List<Desk.Answer> answers = IntStream.range(0, 12)
                .mapToObj(i -> new Desk(port).post("/api/v1/cti/cti-flood", "event=nothing"))
                .toList();

        Desk.Answer last = answers.getLast();
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isEqualTo("1");
        assertThat(newCall("user=201").status()).isEqualTo(200);
    }

    private Desk.Answer newCall(String more) {
        return form("event=newCall&from=6175550142&to=6175550100&direction=in&callId=" + id + "&" + more);
    }

    private Desk.Answer answer(String more) {
        return form("event=answer&from=6175550142&to=6175550100&direction=in&callId=" + id + "&" + more);
    }

    private Desk.Answer hangup(String more) {
        return form("event=hangup&from=6175550142&to=6175550100&direction=in&callId=" + id + "&" + more);
    }

    private Desk.Answer form(String body) {
        return new Desk(port).send("POST", "/api/v1/cti/" + TOKEN, body, "Content-Type", FORM);
    }

    private Desk.Answer json(String body) {
        Desk.Answer answer = new Desk(port)
                .send("POST", "/api/v1/cti/" + TOKEN, body.formatted(id), "Content-Type", "application/json");
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private Call call() {
        String source = feeds.withToken(CtiKind.KEY, TOKEN).orElseThrow().source();
        return calls.find(source, id).orElseThrow();
    }
}
