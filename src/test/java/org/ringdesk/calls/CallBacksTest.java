package org.ringdesk.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class CallBacksTest {
    private final String source = "back-" + UUID.randomUUID();
    private final String number = "+4989555%06d".formatted(Math.floorMod(source.hashCode(), 1_000_000));
    private int told;

    @Autowired
    private CallEvents events;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Desk desk;

    @BeforeEach
    void signIn() {
        desk = accounts.agent(port);
    }

    @Test
    void oneCallerHasOneCallBackHoweverOftenTheyTried() {
        missed("1", number);
        missed("2", number.replace("+", "00"));
        missed("3", number.replace("+", "011"));

        List<JsonNode> waiting = waiting();
        assertThat(waiting).hasSize(1);
        assertThat(waiting.getFirst().get("tries").asInt()).isEqualTo(3);
        assertThat(waiting.getFirst().get("state").asString()).isEqualTo("open");
    }

    @Test
    void theSameCallCountsOnce() {
        missed("1", number);
        tell(new CallEvent.Told(origin("1"), inbound(number).withName("late name")));

        assertThat(waiting())
                .singleElement()
                .satisfies(item -> assertThat(item.get("tries").asInt()).isOne());
    }

    @Test
    void whoeverReachesTheCallerClosesIt() {
        missed("1", number);
        tell(new CallEvent.Answered(
                origin("out"),
                new About(Direction.OUTBOUND, number, "", number, "", ""),
                LegFacts.called("far", number)));

        assertThat(waiting()).isEmpty();
    }

    @Test
    void theCallerWhoGetsThroughClosesIt() {
        missed("1", number);
        tell(new CallEvent.Answered(origin("2"), inbound(number), LegFacts.called("b", "201")));

        assertThat(waiting()).isEmpty();
    }

    @Test
    void anAnswerThatIsHeardOfLateMakesItAsIfItHadNeverBeen() {
        missed("1", number);
        tell(new CallEvent.Answered(origin("1"), inbound(number), LegFacts.called("1-leg", "201")));

        assertThat(waiting()).isEmpty();
    }

    @Test
    void withheldAnsweredOutgoingAndInternalCallsMakeNone() {
        missed("1", "anonymous");
        tell(new CallEvent.Answered(origin("2"), inbound(number), LegFacts.called("b", "201")));
        tell(new CallEvent.Ended(origin("2"), inbound(number), Cause.NORMAL));
        tell(new CallEvent.Ended(origin("3"), new About(Direction.OUTBOUND, number, "", number, "", ""), Cause.BUSY));
        tell(new CallEvent.Ended(
                origin("4"), new About(Direction.INTERNAL, "201", "", "202", "", ""), Cause.NO_ANSWER));

        assertThat(waiting()).isEmpty();
    }

    @Test
    void anAgentTakesItFinishesItAndOpensItAgain() {
        missed("1", number);
        long id = waiting().getFirst().get("id").asLong();

        press(id, "TAKEN");
        assertThat(waiting().getFirst().get("taken_by").asString()).isEqualTo(TestAccounts.AGENT);
        press(id, "DONE");
        assertThat(waiting()).isEmpty();

        Desk.Answer done = desk.get("/call-backs?show=done");
        assertThat(submit(done, id, "OPEN").status()).isEqualTo(303);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void theSecondOfTwoAgentsIsTold() {
        missed("1", number);
        long id = waiting().getFirst().get("id").asLong();
        Desk.Answer seen = desk.get("/call-backs");
        press(id, "TAKEN");

        Desk.Answer refused = submit(seen, id, "DONE");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.page().text()).contains("Somebody else was quicker");
    }

    @Test
    void whoWasMissedInAQueueIsItsGroupsToCallBack() {
        String queue = "Queue " + source;
        long group = jdbc.sql("insert into agent_group (name) values (:name) returning id")
                .param("name", source)
                .query(Long.class)
                .single();
        jdbc.sql("insert into agent_group_queue (queue, group_id) values (:queue, :group)")
                .param("queue", queue.toUpperCase(Locale.ROOT))
                .param("group", group)
                .update();
        tell(new CallEvent.Ended(origin("1"), inbound(number).withQueue(queue), Cause.NO_ANSWER));

        assertThat(waiting().getFirst().get("group").asString()).isEqualTo(source);
        assertThat(shown("")).isFalse();
        assertThat(shown("?whose=all")).isTrue();
        assertThat(shown("?whose=" + group)).isTrue();
        assertThat(shown("?whose=999999")).isFalse();
        Account me = accounts.account(TestAccounts.AGENT, Role.AGENT, "");
        jdbc.sql("insert into agent_group_member (group_id, account_id) values (:group, :me)")
                .param("group", group)
                .param("me", me.id().value())
                .update();
        assertThat(shown("")).isTrue();

        jdbc.sql("delete from agent_group where id = :group")
                .param("group", group)
                .update();
        assertThat(shown("")).isTrue();
        assertThat(waiting().getFirst().get("group").isNull()).isTrue();
    }

    @Test
    void groupThatDoesNotExistIsNotFound() {
        Desk.Answer answer = desk.get("/api/v1/callbacks?group=nobody", "Authorization", accounts.bearer());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no group");
    }

    private boolean shown(String query) {
        return waiting().stream()
                .map(item -> "tr[data-call-back=" + item.get("id").asLong() + "]")
                .anyMatch(row -> desk.get("/call-backs" + query).page().selectFirst(row) != null);
    }

    private void press(long id, String state) {
        assertThat(submit(desk.get("/call-backs"), id, state).status()).isEqualTo(303);
    }

    private Desk.Answer submit(Desk.Answer list, long id, String state) {
        Element row = list.page().selectFirst("tr[data-call-back=" + id + "]");
        String version = Objects.requireNonNull(row).select("[name=version]").attr("value");
        return desk.post("/call-backs/" + id, list, Map.of("state", state, "version", version));
    }

    private void missed(String call, String from) {
        tell(new CallEvent.Rang(origin(call), inbound(from), LegFacts.called(call + "-leg", "201")));
        tell(new CallEvent.Ended(origin(call), inbound(from), Cause.NO_ANSWER));
    }

    private static About inbound(String from) {
        return About.inbound(from, "16175550100");
    }

    private Origin origin(String call) {
        return new Origin(source, "e" + told++, call, clock.instant());
    }

    private void tell(CallEvent event) {
        events.receive(event);
    }

    /** The test's own. */
    private List<JsonNode> waiting() {
        Desk.Answer answer = desk.get("/api/v1/callbacks?limit=200", "Authorization", accounts.bearer());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var mine = new ArrayList<JsonNode>();
        json.readTree(answer.body()).get("items").forEach(item -> {
            if (item.get("number").asString().endsWith(number.substring(1))) {
                mine.add(item);
            }
        });
        return mine;
    }
}
