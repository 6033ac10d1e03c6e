package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Connector;
import org.ringdesk.pbx.ConnectorContract;
import org.ringdesk.pbx.FakePbx;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pbx.Reports;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract of all connectors, kept with an Asterisk that is only wire. */
class AsteriskConnectorTest extends ConnectorContract {
    @Autowired
    private AsteriskConnector connector;

    @Autowired
    private AsteriskDialling dialling;

    @Autowired
    private AsteriskControl control;

    @Autowired
    private Feeds feeds;

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected FakePbx start() {
        return new FakeAsterisk();
    }

    @Test
    void aClickOnANumberRingsTheTelephoneAndSaysWhatIsDialled() {
        try (var pbx = new FakeAsterisk()) {
            var feed = feeds.connect(connector, "Dials", pbx.settings(), pbx.secret());

            boolean dialled = dialling.originate(new AccountId(1), "201", "+1 (617) 555-9999");

            assertThat(dialled).isTrue();
            assertThat(pbx.originated).singleElement().satisfies(action -> {
                assertThat(action.text("Channel")).isEqualTo("PJSIP/201");
                assertThat(action.text("Exten")).isEqualTo("9+16175559999");
                assertThat(action.text("CallerID")).isEqualTo("\"+16175559999\" <201>");
                assertThat(action.text("Variable")).isEqualTo("CTI_DIALLED=+16175559999");
            });
            feeds.delete(feed);
        }
    }

    @Test
    void anAccountThatMayNotHangUpIsSaidToLackTheRight() throws ConnectionFailed {
        try (var pbx = new FakeAsterisk()) {
            pbx.controls = false;
            var feed = new Feed(
                    new FeedId(990_002), AsteriskConnector.KEY, "May not", true, 400, pbx.settings(), Instant.EPOCH);
            try (Connection connection = connector.open(feed, pbx.secret())) {
                List<String> lacks = connection.lacks();

                assertThat(lacks).containsExactly("pbx.asterisk.lacks.control");
                assertThat(control.may(feed, lacks)).isEmpty();
            }
        }
    }

    @Test
    void aCallIsNotSentToWhatTheDialPlanDoesNotHave() throws ConnectionFailed {
        try (var pbx = new FakeAsterisk()) {
            FeedId id = feeds.connect(connector, "Knows no 777", pbx.settings(), pbx.secret());
            Leg leg = leg();

            assertThatThrownBy(() -> control.transfer(feeds.get(id), call(leg), leg, "777"))
                    .isInstanceOfSatisfying(
                            Refused.class, why -> assertThat(why.getCodes()).containsExactly("pbx.control.no-such"));

            assertThat(pbx.asked()).isEmpty();
            feeds.delete(id);
        }
    }

    private static Leg leg() {
        return new Leg("1.1", "tests", Role.CALLED, "201", null, null, Instant.EPOCH, null, false, "", false, null);
    }

    private static Call call(Leg leg) {
        return new Call(
                new CallId(1),
                Direction.INBOUND,
                CallState.ANSWERED,
                null,
                "",
                "",
                "",
                "",
                "",
                null,
                "",
                Instant.EPOCH,
                null,
                null,
                false,
                List.of(leg));
    }

    @Test
    void aNumberThatTheCallerWithholdsIsAskedForAndNotTold() throws ConnectionFailed {
        try (var pbx = new FakeAsterisk()) {
            pbx.presentation = "prohib_not_screened";
            var feed = new Feed(
                    new FeedId(990_001), AsteriskConnector.KEY, "Withheld", true, 400, pbx.settings(), Instant.EPOCH);
            var told = new Told();
            try (Connection connection = connector.open(feed, pbx.secret())) {
                Thread listener = Thread.ofVirtual().start(() -> listen(connection, told));
                await().until(() -> told.settled);
                pbx.rings();
                await().until(() -> told.events.stream().anyMatch(CallEvent.Rang.class::isInstance));
                assertThat(listener.isAlive()).isTrue();
            }

            assertThat(told.events)
                    .allSatisfy(event -> assertThat(event.about().number()).isEqualTo("anonymous"));
            assertThat(told.events.toString()).doesNotContain("6174567890").doesNotContain("Jane");
        }
    }

    private static void listen(Connection connection, Reports told) {
        try {
            connection.run(told);
        } catch (ConnectionFailed e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what is reported. */
    private static final class Told implements Reports {
        private final List<CallEvent> events = new CopyOnWriteArrayList<>();
        private volatile boolean settled;

        @Override
        public void heard() {}

        @Override
        public void tell(String name, String number, List<? extends CallEvent> more) {
            events.addAll(more);
        }

        @Override
        public void settle(Set<String> legs) {
            settled = true;
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        for (var wrong :
                Map.of("port", "70000", "host", "a b", "variable", "__CTI_SR").entrySet()) {
            Map<String, String> settings = new HashMap<>(AsteriskSettings.DEFAULTS);
            settings.put(wrong.getKey(), wrong.getValue());
            assertThatThrownBy(() -> connector.check(settings)).isInstanceOf(Refused.class);
        }
    }
}
