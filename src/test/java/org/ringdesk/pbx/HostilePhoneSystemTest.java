package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Calls;
import org.ringdesk.pbx.asterisk.FakeAsterisk;
import org.ringdesk.pbx.freeswitch.FakeFreeSwitch;
import org.ringdesk.pbx.sip.FakeSip;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Phone systems of each kind that say hostile things for a while, in every way that {@link HostileSpeech} knows, beside others
 * that do not. {@code -Dhostile.seconds} and {@code -Dhostile.seed} change for how long, and what.
 */
@RingdeskTest
class HostilePhoneSystemTest {
    private static final int SECONDS = Integer.getInteger("hostile.seconds", 60);
    private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
    private static final String PAD = "x".repeat(1_500);

    /** Each hostile one a line a minute of each kind, and what others say meanwhile. */
    private static final int MOST_LINES = 40;

    /** What eight connections may have, by docs/security.md; there are seven. */
    private static final long MOST_HEAP = 8L * Room.EACH;

    @Autowired
    private Feeds feeds;

    @Autowired
    private Supervision supervision;

    @Autowired
    private List<Connector> connectors;

    @Autowired
    private Calls calls;

    @Autowired
    private JdbcClient jdbc;

    private final List<Closeable> opened = new ArrayList<>();
    private final List<FeedId> made = new ArrayList<>();
    private final Map<FeedId, FakePbx> good = new LinkedHashMap<>();
    private final List<FeedId> hostile = new ArrayList<>();
    private final List<FakePbx> behind = new ArrayList<>();
    private final List<HostileProxy> proxies = new ArrayList<>();
    private final List<Throwable> broken = new CopyOnWriteArrayList<>();
    private final Random random = new Random(SEED);
    private volatile boolean over;

    @AfterEach
    void end() throws IOException {
        made.forEach(feeds::delete);
        supervision.look();
        for (Closeable one : opened) {
            one.close();
        }
    }

    @Test
    void nobodyElseSuffersAndItComesBack() throws InterruptedException {
        System.out.println("hostile phone systems for " + SECONDS + " s, seed " + SEED);
        good("asterisk", new FakeAsterisk());
        good("freeswitch", new FakeFreeSwitch());
        good("sip", new FakeSip());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> good.keySet().stream().allMatch(this::connected));
        Map<FeedId, Instant> since = new HashMap<>();
        good.keySet().forEach(feed -> since.put(feed, state(feed).since()));
        good.values().forEach(FakePbx::rings);
        ListAppender<ILoggingEvent> log = listen();
        long heap = heap();

        hostile("asterisk", new FakeAsterisk(), HostilePhoneSystemTest::asteriskSays);
        hostile("freeswitch", new FakeFreeSwitch(), HostilePhoneSystemTest::freeSwitchSays);
        hostile("sip", FakeSip.overTcp(), HostilePhoneSystemTest::sipSays);
        HostileDatagrams datagrams = hostileDatagrams(new FakeSip());
        for (int i = 0; i < SECONDS; i++) {
            behind.forEach(i % 3 == 0 ? FakePbx::rings : i % 3 == 1 ? FakePbx::answers : FakePbx::ends);
            if (i == SECONDS / 2) {
                good.values().forEach(FakePbx::answers);
            }
            Thread.sleep(1_000);
        }

        over = true;
        assertThat(proxies).allSatisfy(proxy -> assertThat(proxy.made()).isGreaterThan(SECONDS / 6));
        assertThat(broken).isEmpty();
        assertThat(datagrams.said()).isPositive();
        assertThat(supervision.lives()).isTrue();
        assertThat(good.keySet()).allSatisfy(feed -> {
            assertThat(state(feed).connected()).isTrue();
            assertThat(state(feed).since()).isEqualTo(since.get(feed));
        });
        good.values().forEach(FakePbx::ends);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(good.keySet())
                        .allSatisfy(feed -> assertThat(ended(feed)).isEqualTo(1)));
        proxies.forEach(HostileProxy::behave);
        datagrams.behave();
        await().atMost(Duration.ofSeconds(90)).until(() -> hostile.stream().allMatch(this::connected));
        assertThat(heap() - heap).isLessThan(MOST_HEAP);
        assertThat(log.list).hasSizeLessThan(MOST_LINES).allSatisfy(line -> {
            assertThat(line.getFormattedMessage().chars().noneMatch(Character::isISOControl))
                    .isTrue();
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    private static ListAppender<ILoggingEvent> listen() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        ((Logger) LoggerFactory.getLogger("org.ringdesk.pbx")).addAppender(log);
        return log;
    }

    private void good(String kind, FakePbx pbx) {
        opened.add(pbx::close);
        good.put(connect(kind, "A good " + kind, pbx.settings(), pbx.secret()), pbx);
    }

    private void hostile(String kind, FakePbx pbx, IntFunction<String> message) {
        opened.add(pbx::close);
        behind.add(pbx);
        int port = Integer.parseInt(pbx.settings().getOrDefault("port", ""));
        var proxy = new HostileProxy(port, new HostileSpeech(message), new Random(random.nextLong()));
        opened.add(proxy);
        proxies.add(proxy);
        Map<String, String> settings = at(pbx, proxy.port());
        hostile.add(connect(kind, "A hostile " + kind, settings, pbx.secret()));
        for (int i = 0; i < 3; i++) {
            var feed = new Feed(
                    new FeedId(990_100L + 10L * hostile.size() + i), kind, "Tried", true, 400, settings, Instant.EPOCH);
            Thread.ofPlatform().daemon().start(() -> tryAgainAndAgain(feed, pbx.secret()));
        }
    }

    /** Without the pauses that the supervision makes; what is thrown then is to be what a connection fails by. */
    private void tryAgainAndAgain(Feed feed, String secret) {
        while (!over) {
            try (Connection connection = connector(feed.kind()).open(feed, secret)) {
                connection.lacks();
                connection.run(new Unheard());
            } catch (ConnectionFailed e) {
                // As it should.
            } catch (RuntimeException | StackOverflowError e) {
                broken.add(e);
            }
        }
    }

    /** Nobody listens. */
    private static final class Unheard implements Reports {
        @Override
        public void heard() {}

        @Override
        public void tell(String name, String number, List<? extends CallEvent> events) {}

        @Override
        public void settle(Set<String> legs) {}
    }

    private HostileDatagrams hostileDatagrams(FakePbx pbx) {
        opened.add(pbx::close);
        behind.add(pbx);
        int port = Integer.parseInt(pbx.settings().getOrDefault("port", ""));
        var speech = new HostileSpeech(HostilePhoneSystemTest::sipSays);
        var proxy = new HostileDatagrams(port, speech, new Random(random.nextLong()));
        opened.add(proxy);
        hostile.add(connect("sip", "Hostile datagrams", at(pbx, proxy.port()), pbx.secret()));
        return proxy;
    }

    private static Map<String, String> at(FakePbx pbx, int port) {
        Map<String, String> settings = new HashMap<>(pbx.settings());
        settings.put("port", Integer.toString(port));
        return settings;
    }

    private FeedId connect(String kind, String name, Map<String, String> settings, String secret) {
        FeedId feed = feeds.connect(connector(kind), name, settings, secret);
        made.add(feed);
        return feed;
    }

    private Connector connector(String kind) {
        return connectors.stream()
                .filter(one -> one.key().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private ConnectionState state(FeedId feed) {
        return supervision.of(feed).orElseGet(() -> ConnectionState.connecting("none", Instant.EPOCH));
    }

    private boolean connected(FeedId feed) {
        return state(feed).connected();
    }

    private long ended(FeedId feed) {
        return jdbc
                .sql("select distinct call_id from call_event where source = :source")
                .param("source", "feed-" + feed)
                .query((row, i) -> new CallId(row.getLong("call_id")))
                .list()
                .stream()
                .filter(id -> calls.find(id).orElseThrow().state() == CallState.ENDED)
                .count();
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(300);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String asteriskSays(int number) {
        return """
                Event: CoreShowChannel
                Uniqueid: %1$d
                Linkedid: %1$d
                Channel: PJSIP/%1$d-1
                ApplicationData: %2$s

                Event: Newchannel
                Uniqueid: n%1$d
                Linkedid: n%1$d
                Channel: PJSIP/%1$d-1
                CallerIDNum: %2$s

                Event: DeviceStateChange
                Device: PJSIP/%1$d
                State: INUSE

                Response: Success
                ActionID: ringdesk-%3$d

                """.formatted(number, PAD, number % 10).replace("\n", "\r\n");
    }

    private static String freeSwitchSays(int number) {
        String event = """
                Event-Name: CHANNEL_CREATE
                Unique-ID: %1$d
                Channel-Name: sofia/%1$d
                Event-Date-Timestamp: %1$d00000000000000
                Caller-Destination-Number: %2$s

                """.formatted(number, PAD);
        return "Content-Length: " + event.length() + "\nContent-Type: text/event-plain\n\n" + event
                + "Content-Type: command/reply\nReply-Text: +OK\n\n";
    }

    private static String sipSays(int number) {
        String body = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><dialog-info version=\"" + number
                + "\"><dialog id=\"" + number + "\"><state>early</state></dialog></dialog-info>";
        return "NOTIFY sip:ringdesk@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP x;branch=z9hG4bK" + number
                + "\r\nFrom: <sip:x@y>;tag=" + number + "\r\nTo: <sip:z@y>;tag=1\r\nCall-ID: " + number
                + "\r\nCSeq: " + number + " NOTIFY\r\nEvent: dialog\r\nX: " + PAD + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
