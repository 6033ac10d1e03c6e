package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Role;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presences;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each {@link Connector} has to do, whatever its phone system speaks. A connector's test extends it. */
@RingdeskTest
public abstract class ConnectorContract {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired
    private Feeds feeds;

    @Autowired
    private Supervision supervision;

    @Autowired
    private Calls calls;

    @Autowired
    private Controls controls;

    @Autowired
    private Presences presences;

    @Autowired
    private Seats seats;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

    private @Nullable FakePbx started;
    private @Nullable AccountId sitting;
    private FeedId feed = new FeedId(0);

    protected abstract Connector connector();

    /** A phone system of its own for each test, on a free port of this computer. */
    protected abstract FakePbx start();

    @BeforeEach
    void begin() {
        started = start();
    }

    private FakePbx pbx() {
        return Objects.requireNonNull(started);
    }

    @AfterEach
    void end() {
        if (feed.value() > 0) {
            feeds.delete(feed);
            supervision.look();
        }
        if (sitting != null) {
            seats.signOff(sitting);
        }
        pbx().close();
    }

    @Test
    void aCallIsToldFromRingingToItsEnd() {
        connect(pbx().secret());

        pbx().rings();
        Call ringing = call(CallState.RINGING);
        pbx().answers();
        call(CallState.ANSWERED);
        pbx().ends();

        assertThat(ringing.number()).isEqualTo("+16174567890");
        Call over = call(CallState.ENDED);
        assertThat(over.id()).isEqualTo(ringing.id());
        assertThat(rung(over)).containsExactly("201");
        assertThat(over.answeredBy().map(Leg::party)).contains("201");
    }

    @Test
    void messagesThatComeTwiceChangeNothing() {
        connect(pbx().secret());

        pbx().twice();

        Call call = call(CallState.ENDED);
        assertThat(all()).hasSize(1);
        assertThat(rung(call)).containsExactly("201");
    }

    @Test
    void aWrongPasswordIsSaid() {
        ConnectionTrial trial = trial(pbx().settings(), "wrong");

        assertThat(trial.worked()).isFalse();
        assertThat(trial.problem()).endsWith(".password");
    }

    @Test
    void theRightPasswordWorks() {
        ConnectionTrial trial = trial(pbx().settings(), pbx().secret());

        assertThat(trial.problem()).isEmpty();
        assertThat(trial.lacks()).isEmpty();
        assertThat(trial.version()).isNotEmpty();
        await().atMost(SOON).until(() -> pbx().links() == 0);
    }

    @Test
    void aPortThatNobodyListensAtIsSaid() {
        pbx().close();

        assertThat(trial(pbx().settings(), pbx().secret()).problem()).isEqualTo("pbx.connection.refused");
    }

    @Test
    void aHostThatDoesNotExistIsSaid() {
        Map<String, String> settings = new HashMap<>(pbx().settings());
        settings.put("host", "nowhere.invalid");

        assertThat(trial(settings, pbx().secret()).problem()).isEqualTo("pbx.connection.unknown-host");
    }

    @Test
    void aLinkThatIsCutInMidCallIsMadeAnewAndTheCallGoesOn() {
        connect(pbx().secret());
        pbx().rings();
        call(CallState.RINGING);

        pbx().cut();
        connected();
        pbx().answers();
        call(CallState.ANSWERED);
        pbx().ends();

        call(CallState.ENDED);
        assertThat(all()).hasSize(1);
    }

    @Test
    void aCallThatEndedWhileNobodyListenedIsOverSoon() {
        connect(pbx().secret());
        pbx().rings();
        pbx().answers();
        call(CallState.ANSWERED);

        pbx().endsUnheard();
        pbx().cut();

        Call over = call(CallState.ENDED);
        assertThat(over.givenUp()).isFalse();
        assertThat(calls.open(source())).isEmpty();
    }

    @Test
    void aCallThatBeganWhileNobodyListenedIsKnownSoon() {
        pbx().rings();
        pbx().answers();

        connect(pbx().secret());

        Call call = call(CallState.ANSWERED);
        assertThat(call.number()).isEqualTo("+16174567890");
        assertThat(call.answeredBy().map(Leg::party)).contains("201");
        pbx().ends();
        call(CallState.ENDED);
    }

    @Test
    void aLinkThatIsDeadWithoutBeingCutIsNoticedWithinTenSeconds() {
        connect(pbx().secret());
        pbx().hush();

        await().atMost(Duration.ofSeconds(11)).until(() -> !state().connected());
        pbx().speak();
        await().atMost(Duration.ofSeconds(15)).until(() -> state().connected());
    }

    @Test
    void aConnectionThatIsSwitchedOffEnds() {
        connect(pbx().secret());

        feeds.change(feeds.get(feed).switched(false));

        await().atMost(SOON).until(() -> pbx().links() == 0);
        assertThat(supervision.of(feed)).isEmpty();
    }

    @Test
    void aConnectionWithANewSecretIsMadeAnew() {
        Feed made = connectWith("wrong");
        await().atMost(SOON).until(() -> state().problem().endsWith(".password"));

        feeds.keep(made, pbx().secret());

        connected();
    }

    @Test
    void anAgentHangsUpAndTransfersTheirOwnCall() {
        assumeTrue(pbx().obeys(), "it only tells of calls");
        AccountId agent = sits();
        connect(pbx().secret());
        pbx().rings();
        CallId call = call(CallState.RINGING).id();
        assertThat(refusal(() -> controls.transfer(agent, call, "203"))).isEqualTo("pbx.control.not-talking");
        pbx().answers();
        call(CallState.ANSWERED);

        assertThat(controls.of(source())).containsExactlyInAnyOrder(CallAction.values());
        controls.transfer(agent, call, "203");
        controls.transfer(agent, call, "+1 (617) 555-9999");
        controls.hangUp(agent, call);

        assertThat(pbx().asked())
                .containsExactly("transfer 201 to 203", "transfer 201 to 9+16175559999", "hang up 201");
        assertThat(call(CallState.ANSWERED).id()).as("nothing is pretended").isEqualTo(call);
        pbx().ends();
        call(CallState.ENDED);
        assertThat(refusal(() -> controls.hangUp(agent, call))).isEqualTo("pbx.control.over");
    }

    @Test
    void nobodyElseDoesAnythingWithACall() {
        sits();
        AccountId other = accounts.account("controls2", Role.ADMINISTRATOR, "").id();
        connect(pbx().secret());
        pbx().rings();
        pbx().answers();
        CallId call = call(CallState.ANSWERED).id();

        assertThat(refusal(() -> controls.hangUp(other, call))).isEqualTo("pbx.control.not-yours");
        assertThat(refusal(() -> controls.transfer(other, call, "203"))).isEqualTo("pbx.control.not-yours");
        assertThat(pbx().asked()).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assumeTrue(pbx().obeys(), "it only tells of calls");
        AccountId agent = sits();
        Feed made = connectWith(pbx().secret());
        connected();
        pbx().rings();
        pbx().answers();
        CallId call = call(CallState.ANSWERED).id();

        assertThat(refusal(() -> controls.transfer(agent, call, "Alice"))).isEqualTo("pbx.control.no-number");
        assertThat(refusal(() -> controls.transfer(agent, call, "201"))).isEqualTo("pbx.control.own");
        pbx().refuse();
        assertThat(refusal(() -> controls.hangUp(agent, call))).isEqualTo("pbx.control.refused");
        pbx().endsUnheard();
        pbx().hush();
        assertThat(refusal(() -> controls.hangUp(agent, call))).isEqualTo("pbx.control.unreachable");
        Map<String, String> settings = new HashMap<>(made.settings());
        settings.put("control", "false");
        feeds.change(made.with(settings));
        assertThat(controls.of(source())).isEmpty();
        assertThat(refusal(() -> controls.hangUp(agent, call))).isEqualTo("pbx.control.cannot");
        assertThat(pbx().asked()).isEmpty();
    }

    @Test
    void whatIsSaidOfATelephoneIsKnownForAsLongAsItIsHeardOf() {
        assumeTrue(pbx().tellsOfTelephones(), "it says nothing of telephones");
        Feed made = connectWith(pbx().secret());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(telephone()).hasValueSatisfying(presence -> {
                    assertThat(presence.device()).isIn(Presence.Device.FREE, Presence.Device.REACHABLE);
                    assertThat(presence.queues()).containsExactly(new Presence.Membership("helpdesk", false, ""));
                }));
        assertThat(presences.at(source())).containsOnlyKeys("201");

        pbx().pauses();
        await().atMost(SOON).until(() -> telephone().filter(Presence::paused).isPresent());
        pbx().cut();
        await().atMost(SOON).until(() -> telephone().filter(Presence::paused).isPresent() && state().connected());

        feeds.change(made.switched(false));
        await().atMost(SOON).until(() -> presences.at(source()).isEmpty());
    }

    private Optional<Presence> telephone() {
        return Optional.ofNullable(presences.at(source()).get("201"));
    }

    @Test
    void whereNothingCanBeDoneWithCallsNothingIsOffered() {
        assumeFalse(pbx().obeys(), "something can be done");
        AccountId agent = sits();
        connect(pbx().secret());
        pbx().rings();
        pbx().answers();
        CallId call = call(CallState.ANSWERED).id();

        assertThat(controls.of(source())).isEmpty();
        assertThat(refusal(() -> controls.hangUp(agent, call))).isEqualTo("pbx.control.cannot");
    }

    private AccountId sits() {
        AccountId agent = accounts.account("controls1", Role.AGENT, "").id();
        seats.signOn(agent, "201");
        sitting = agent;
        return agent;
    }

    private static String refusal(ThrowingCallable what) {
        return catchThrowableOfType(Refused.class, what).getCodes()[0];
    }

    private void connect(String secret) {
        connectWith(secret);
        connected();
    }

    private Feed connectWith(String secret) {
        feed = feeds.connect(connector(), "PBX of a test", pbx().settings(), secret);
        return feeds.get(feed);
    }

    private void connected() {
        await().atMost(SOON).until(() -> pbx().links() > 0 && state().connected());
    }

    private ConnectionState state() {
        return supervision.of(feed).orElseGet(() -> ConnectionState.connecting("none", Instant.EPOCH));
    }

    private ConnectionTrial trial(Map<String, String> settings, String secret) {
        feed = feeds.connect(connector(), "PBX of a test", settings, secret);
        feeds.change(feeds.get(feed).switched(false));
        return ConnectionTrial.of(connector(), feeds.get(feed), secret);
    }

    /** The only one, once it is so. */
    private Call call(CallState state) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(all()).hasSize(1);
            assertThat(all().getFirst().state()).isEqualTo(state);
        });
        return all().getFirst();
    }

    private List<Call> all() {
        return jdbc
                .sql("select distinct call_id from call_event where source = :source")
                .param("source", source())
                .query((row, i) -> new CallId(row.getLong("call_id")))
                .list()
                .stream()
                .map(id -> calls.find(id).orElseThrow())
                .toList();
    }

    private String source() {
        return "feed-" + feed;
    }

    private static List<String> rung(Call call) {
        return call.legs().stream()
                .filter(leg -> leg.role() == org.ringdesk.calls.Role.CALLED && leg.rangAt() != null)
                .map(Leg::party)
                .toList();
    }
}
