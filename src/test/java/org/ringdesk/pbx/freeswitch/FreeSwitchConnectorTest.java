package org.ringdesk.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallEvent;
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

/** The contract of all connectors, kept with a FreeSWITCH that is only wire. */
class FreeSwitchConnectorTest extends ConnectorContract {
    @Autowired
    private FreeSwitchConnector connector;

    @Autowired
    private FreeSwitchDialling dialling;

    @Autowired
    private Feeds feeds;

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected FakePbx start() {
        return new FakeFreeSwitch();
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n', pbx.freeswitch.acl",
        "'SSH-2.0-OpenSSH_9.9\r\n', pbx.freeswitch.no-esl",
        "'Asterisk Call Manager/11.0.0\r\n', pbx.freeswitch.no-esl",
        "'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', pbx.freeswitch.no-esl"
    })
    void whatIsInTheWayIsSaid(String greeting, String problem) {
        try (var pbx = new FakeFreeSwitch(greeting, Duration.ZERO)) {
            var feed = new Feed(new FeedId(9), "freeswitch", "Not so", true, 1, pbx.settings(), Instant.now());

            assertThatThrownBy(() -> connector.open(feed, pbx.secret()))
                    .isInstanceOfSatisfying(
                            ConnectionFailed.class, why -> assertThat(why.key()).isEqualTo(problem));
        }
    }

    @Test
    void aClickOnANumberRingsTheTelephoneAndDialsThen() {
        try (var pbx = new FakeFreeSwitch()) {
            var feed = feeds.connect(connector, "Dials", pbx.settings(), pbx.secret());

            boolean dialled = dialling.originate(new AccountId(1), "201", "+1 (617) 555-9999");
            boolean dangerous = dialling.originate(new AccountId(1), "201 &\n\nexit", "1");

            assertThat(dialled).isTrue();
            assertThat(dangerous).isFalse();
            assertThat(pbx.originated)
                    .containsExactly("bgapi originate {origination_caller_id_number=+16175559999,"
                            + "origination_caller_id_name=+16175559999,originate_timeout=30}user/201"
                            + " 9+16175559999 XML default");
            feeds.delete(feed);
        }
    }

    @Test
    void aClockThatIsWrongThereIsNotTaken() throws ConnectionFailed, InterruptedException {
        var heard = new LinkedBlockingQueue<CallEvent>();
        try (var pbx = new FakeFreeSwitch("Content-Type: auth/request\n\n", Duration.ofMinutes(-7))) {
            var feed = new Feed(new FeedId(9), "freeswitch", "Late", true, 1, pbx.settings(), Instant.now());
            Connection connection = connector.open(feed, pbx.secret());
            Thread listening = Thread.ofVirtual().start(() -> listen(connection, heard));
            pbx.rings();
            CallEvent first = heard.poll(10, TimeUnit.SECONDS);
            connection.close();
            listening.join(Duration.ofSeconds(5));

            assertThat(first).isNotNull();
            assertThat(first.origin().at()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
        }
    }

    private static void listen(Connection connection, Queue<CallEvent> heard) {
        try {
            connection.run(new Reports() {
                @Override
                public void heard() {}

                @Override
                public void tell(String name, String number, List<? extends CallEvent> events) {
                    heard.addAll(events);
                }

                @Override
                public void settle(Set<String> legs) {}
            });
        } catch (ConnectionFailed e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        for (var wrong : Map.of("port", "70000", "host", "a b", "variable", "a b", "channel", "a b", "context", "a b")
                .entrySet()) {
            Map<String, String> settings = new HashMap<>(FreeSwitchSettings.DEFAULTS);
            settings.put(wrong.getKey(), wrong.getValue());
            assertThatThrownBy(() -> connector.check(settings)).isInstanceOf(Refused.class);
        }
    }
}
