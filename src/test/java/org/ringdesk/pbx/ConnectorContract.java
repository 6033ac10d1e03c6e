package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Role;
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
    private JdbcClient jdbc;

    private @Nullable FakePbx started;
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
                .filter(leg -> leg.role() == Role.CALLED && leg.rangAt() != null)
                .map(Leg::party)
                .toList();
    }
}
