package org.ringdesk.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerFields;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonDetails;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class CallLogTest {
    private final String source = "log-" + UUID.randomUUID();
    private final String queue = "queue-" + UUID.randomUUID();
    private final String login = "caller-" + UUID.randomUUID();

    @Autowired
    private CallEvents events;

    @Autowired
    private People people;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private Clock clock;

    @Autowired
    private JsonMapper json;

    @LocalServerPort
    private int port;

    private Desk desk;
    private String bearer;
    private String number;

    @BeforeEach
    void signIn() {
        desk = accounts.agent(port);
        bearer = accounts.bearer();
        number = "+1617555%04d".formatted(Math.floorMod(source.hashCode(), 10_000));
        var fields = new CallerFields(Map.of(CallerField.USER_NAME, login, CallerField.CELL_PHONE, number));
        people.create(new PersonDetails(fields, "Ada " + login, "", "", "", true, "", "", true), Person.Origin.LOCAL);
    }

    @Test
    void aCallIsFoundByItsNumberInAnySpelling() {
        CallId call = answered("1");

        for (String spelling :
                List.of(number, number.substring(2), "sip:" + number + "@pbx.example", "001" + number.substring(2))) {
            Document page = desk.get("/calls?q=" + URLEncoder.encode(spelling, StandardCharsets.UTF_8))
                    .page();
            assertThat(page.select("tr[data-call=" + call + "]")).as(spelling).hasSize(1);
        }
        assertThat(desk.get("/calls?q=%2B16175559999999").page().select("tr[data-call=" + call + "]"))
                .isEmpty();
    }

    @Test
    void aCallIsFoundByPersonAgentQueueDirectionOutcomeAndTime() {
        CallId call = answered("1");
        String today = clock.instant().toString().substring(0, 10);

        for (String filter : List.of(
                "q=" + login,
                "person=" + login,
                "agent=" + TestAccounts.AGENT,
                "queue=" + queue,
                "direction=inbound&queue=" + queue,
                "outcome=answered&queue=" + queue,
                "queue=" + queue + "&from=" + today + "&to=" + today)) {
            assertThat(desk.get("/calls?" + filter).page().select("tr[data-call=" + call + "]"))
                    .as(filter)
                    .hasSize(1);
        }
        for (String filter : List.of("outcome=missed", "direction=outbound", "outcome=open", "to=2020-01-01")) {
            assertThat(desk.get("/calls?queue=" + queue + "&" + filter).page().select("tr[data-call]"))
                    .as(filter)
                    .isEmpty();
        }
    }

    @Test
    void pagesOfTheLogFollowEachOtherWithoutGaps() {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(answered("call-" + i).value());
        }

        JsonNode first = read("/api/v1/calls?limit=3&queue=" + queue);
        JsonNode second = read("/api/v1/calls?limit=3&queue=" + queue + "&cursor="
                + first.get("next_cursor").asString());

        List<Long> seen = new ArrayList<>();
        first.get("items").forEach(item -> seen.add(item.get("id").asLong()));
        second.get("items").forEach(item -> seen.add(item.get("id").asLong()));
        assertThat(seen).containsExactlyElementsOf(made.reversed());
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void aProgramReadsWhatACallWas() {
        JsonNode call = read("/api/v1/calls/" + answered("1"));

        assertThat(call.get("state").asString()).isEqualTo("ended");
        assertThat(call.get("outcome").asString()).isEqualTo("answered");
        assertThat(call.get("direction").asString()).isEqualTo("inbound");
        assertThat(call.get("number_e164").asString()).isEqualTo(number);
        assertThat(call.get("person").get("user_name").asString()).isEqualTo(login);
        assertThat(call.get("answered_by").asString()).isEqualTo("211");
        assertThat(call.get("legs").get(0).get("outcome").asString()).isEqualTo("answered");
        assertThat(call.get("pop").toString())
                .contains("event.rang", "number.one")
                .doesNotContain(number);
    }

    @Test
    void theTraceSaysThatNobodySitsAtAnExtension() {
        CallId call = events.receive(new CallEvent.Rang(origin("1", "x"), about(), LegFacts.called("x", "888")))
                .orElseThrow();

        Document page = desk.get("/calls/" + call).page();
        assertThat(page.body().attr("data-page")).isEqualTo("call");
        assertThat(page.select("[data-step='event.rang.nobody']").text()).contains("888", "No agent sits there");
    }

    @Test
    void aNameThatIsMarkupIsShownAsText() {
        CallId call = events.receive(
                        new CallEvent.Told(origin("1", "x"), about().withName("<b>Eve</b><script>alert(1)</script>")))
                .orElseThrow();

        Document page = desk.get("/calls/" + call).page();
        assertThat(page.select("dl.facts b, dl.facts script")).isEmpty();
        assertThat(page.select("dl.facts").text()).contains("<b>Eve</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=lost",
                "direction=up",
                "agent=nobody-at-all",
                "from=yesterday",
                "cursor=abc",
                "limit=0",
                "colour=red"
            })
    void whatCannotBeReadIsRefusedByName(String filter) {
        Desk.Answer answer = desk.get("/api/v1/calls?" + filter, "Authorization", bearer);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void theLogNeedsASignInAndItsScope() {
        assertThat(new Desk(port).get("/calls").status()).isBetween(302, 303);
        assertThat(new Desk(port).get("/api/v1/calls").status()).isEqualTo(401);
        assertThat(accounts.endUser(port).get("/calls").status()).isEqualTo(403);
        assertThat(desk.get("/calls/999999999").status()).isEqualTo(404);
    }

    private CallId answered(String key) {
        CallId call = events.receive(
                        new CallEvent.Rang(origin(key + "-rang", key), about(), LegFacts.called(key, "211")))
                .orElseThrow();
        events.receive(new CallEvent.Answered(origin(key + "-answered", key), about(), LegFacts.called(key, "211")));
        events.receive(new CallEvent.Ended(origin(key + "-ended", key), about(), Cause.NORMAL));
        return call;
    }

    private About about() {
        return About.inbound(number, "16175550100").withQueue(queue);
    }

    private Origin origin(String id, String call) {
        return new Origin(source, id, call, clock.instant());
    }

    private JsonNode read(String path) {
        Desk.Answer answer = desk.get(path, "Authorization", bearer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
