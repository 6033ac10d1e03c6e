package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.Reports;
import org.ringdesk.pbx.sip.SipMessage.Header;

/** What a phone system may do that the contract of all connectors knows nothing of. */
class SipWireTest {
    private static final Duration SOON = Duration.ofSeconds(8);

    private final FakeSip pbx = new FakeSip();
    private final Told told = new Told();
    private @Nullable SipConnection connection;

    /** What was told. */
    private static final class Told implements Reports {
        final List<CallEvent> events = new CopyOnWriteArrayList<>();
        final AtomicInteger heard = new AtomicInteger();
        final List<Set<String>> settled = new CopyOnWriteArrayList<>();

        @Override
        public void heard() {
            heard.incrementAndGet();
        }

        @Override
        public void tell(String name, String number, List<? extends CallEvent> all) {
            events.addAll(all);
        }

        @Override
        public void settle(Set<String> legs) {
            settled.add(legs);
        }
    }

    @AfterEach
    void end() {
        if (connection != null) {
            connection.close();
        }
        pbx.close();
    }

    private SipConnection open() throws ConnectionFailed {
        return open(Map.of());
    }

    private SipConnection open(Map<String, String> other) throws ConnectionFailed {
        Map<String, String> all = new HashMap<>(pbx.settings());
        all.putAll(other);
        return open(new SipSettings(new Feed(new FeedId(9), "sip", "Test", true, 1, all, Instant.now())), pbx.secret());
    }

    private static SipConnection open(SipSettings settings, String secret) throws ConnectionFailed {
        try {
            SipTransport transport = SipTransport.open(settings);
            var calls = new SipCalls("test", number -> number.length() < 7);
            var digest = new Digest(settings.user(), secret, "c");
            return SipConnection.open(transport, settings, digest, calls, Clock.systemUTC());
        } catch (java.io.IOException e) {
            throw ConnectionFailed.of(e, settings.host(), settings.port());
        }
    }

    private void run() throws ConnectionFailed {
        SipConnection made = open();
        connection = made;
        Thread.ofVirtual().start(() -> {
            try {
                made.run(told);
            } catch (ConnectionFailed e) {
                told.settled.add(Set.of(e.key()));
            }
        });
        await().atMost(SOON).until(() -> told.settled.size() == 1);
    }

    @RepeatedTest(20)
    void aPortThatNobodyListensAtRefuses() {
        pbx.close();

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ConnectionFailed.class, why -> assertThat(why.key()).isEqualTo("pbx.connection.refused"));
    }

    @Test
    void allExtensionsAreWatchedAndNoneAfterTheEnd() throws ConnectionFailed {
        connection = open();
        assertThat(pbx.watched()).containsExactlyInAnyOrder("201", "202", "203");
        assertThat(connection.version()).isEqualTo("Fake PBX 1.0");

        connection.close();

        await().atMost(SOON).until(() -> pbx.links() == 0);
    }

    @Test
    void aQuestionThatGetsLostIsAskedAgain() throws ConnectionFailed {
        pbx.lost = 2;

        connection = open();

        assertThat(pbx.watched()).hasSize(3);
    }

    @Test
    void aSilentPhoneSystemIsSaidToBeSilent() {
        pbx.hush();

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ConnectionFailed.class, why -> assertThat(why.key()).isEqualTo("pbx.connection.silent"));
    }

    @Test
    void extensionsThatAreRefusedAreNamedAndTheOthersGoOn() throws ConnectionFailed {
        pbx.refused.putAll(Map.of("202", 404, "203", 403));

        connection = open();

        assertThat(connection.lacks()).containsExactly("pbx.sip.lacks.refused 202, 203");
        assertThat(pbx.watched()).containsExactly("201");
    }

    @ParameterizedTest
    @CsvSource({"403, pbx.sip.forbidden", "489, pbx.sip.no-dialogs", "404, pbx.sip.nothing"})
    void whereAllAreRefusedThatIsTheProblem(int status, String problem) {
        pbx.refused.putAll(Map.of("201", status, "202", status, "203", status));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ConnectionFailed.class, why -> assertThat(why.key()).isEqualTo(problem));
    }

    @ParameterizedTest
    @CsvSource({"deactivated", "timeout", "''"})
    void aSubscriptionThatThePhoneSystemEndsIsMadeAnew(String reason) throws ConnectionFailed {
        run();

        pbx.terminate("202", reason);

        assertThat(pbx.watched()).doesNotContain("202");
        await().atMost(SOON).until(() -> pbx.watched().contains("202"));
    }

    @Test
    void anExtensionThatMayNotBeWatchedAnyMoreHasNoCalls() throws ConnectionFailed {
        run();
        pbx.rings();
        await().atMost(SOON).until(() -> told.events.size() == 1);

        pbx.terminate("201", "rejected");

        await().atMost(SOON).until(() -> told.events.getLast() instanceof CallEvent.LegEnded);
    }

    @Test
    void aPhoneSystemThatForgotEverythingIsNoticedWhenItIsAsked() throws ConnectionFailed {
        run();
        pbx.rings();
        await().atMost(SOON).until(() -> told.events.size() == 1);

        pbx.endsUnheard();
        pbx.cut();
        connection().ping();

        await().atMost(SOON).until(() -> pbx.watched().size() == 3);
        await().atMost(SOON).until(() -> told.events.getLast() instanceof CallEvent.LegEnded);
    }

    private SipConnection connection() {
        return java.util.Objects.requireNonNull(connection);
    }

    @Test
    void subscriptionsAreRenewedBeforeTheyEnd() throws ConnectionFailed {
        pbx.lasts = 6;
        run();

        await().atMost(SOON)
                .until(() -> pbx.heard.stream()
                                .filter(message -> message.method().equals("SUBSCRIBE"))
                                .filter(message -> !SipText.parameter(message.header("To"), "tag")
                                        .isEmpty())
                                .count()
                        >= 3);
    }

    @Test
    void whatIsNotForRingdeskIsAnsweredSo() throws ConnectionFailed {
        run();

        request("OPTIONS", "x1");
        request("INVITE", "x2");
        request("NEWFANGLED", "x3");
        request("NOTIFY", "x4");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of("x1", "x2", "x3", "x4"))
                        .extracting(this::answerTo)
                        .containsExactly(200, 405, 501, 481));
    }

    private void request(String method, String call) {
        pbx.send(SipMessage.request(
                method,
                "sip:ringdesk@127.0.0.1",
                List.of(
                        new Header("Via", "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK" + call),
                        new Header("From", "<sip:pbx@127.0.0.1>;tag=p"),
                        new Header("To", "<sip:ringdesk@127.0.0.1>"),
                        new Header("Event", "dialog"),
                        new Header("Call-ID", call),
                        new Header("CSeq", "1 " + method))));
    }

    private int answerTo(String call) {
        return pbx.heard.stream()
                .filter(message -> message.header("Call-ID").equals(call))
                .mapToInt(SipMessage::status)
                .findFirst()
                .orElse(0);
    }

    @Test
    void whatCannotBeReadDoesNotStopTheRest() throws ConnectionFailed {
        run();

        pbx.tell("201", "<dialog-info".getBytes(StandardCharsets.UTF_8));
        pbx.tell("201", """
                <!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
                <dialog-info version="7" state="full"><dialog id="1"><state>&b;</state></dialog></dialog-info>
                """.getBytes(StandardCharsets.UTF_8));
        pbx.tell("201", new byte[] {0, 1, 2, (byte) 0xff});
        pbx.rings();

        await().atMost(SOON).until(() -> told.events.size() == 1);
    }

    @Test
    void aNumberOfTwoHundredDigitsIsCut() throws ConnectionFailed {
        run();

        pbx.tell(
                "201",
                ("<dialog-info version=\"1\" state=\"full\"><dialog id=\"x\" direction=\"recipient\">"
                                + "<state>early</state><remote><identity>sip:" + "1".repeat(200)
                                + "@pbx</identity></remote>"
                                + "</dialog></dialog-info>")
                        .getBytes(StandardCharsets.UTF_8));

        await().atMost(SOON).until(() -> told.events.size() == 1);
        assertThat(told.events.getFirst().about().number()).hasSize(120);
    }

    @Test
    void aPasswordThatIsWrongIsTriedOnce() {
        var settings = new SipSettings(new Feed(new FeedId(9), "sip", "Test", true, 1, pbx.settings(), Instant.now()));

        assertThatThrownBy(() -> open(settings, "wrong")).isInstanceOfSatisfying(ConnectionFailed.class, why -> {
            assertThat(why.key()).isEqualTo("pbx.sip.password");
            assertThat(why.lasting()).isTrue();
        });
        assertThat(pbx.heard.stream()
                        .filter(message -> !message.header("Authorization").isEmpty()))
                .hasSize(1);
    }

    @Test
    void whoDoesNotSpeakSipIsSaidNotTo() throws Exception {
        try (var server = new java.net.ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var link = server.accept()) {
                    link.getOutputStream().write("SSH-2.0-OpenSSH_9.9\r\n".getBytes(StandardCharsets.UTF_8));
                    Thread.sleep(2_000);
                } catch (java.io.IOException | InterruptedException e) {
                    // The test is over.
                }
            });

            assertThatThrownBy(() -> open(Map.of("protocol", "TCP", "port", Integer.toString(server.getLocalPort()))))
                    .isInstanceOfSatisfying(
                            ConnectionFailed.class, why -> assertThat(why.key()).isEqualTo("pbx.sip.no-sip"));
        }
    }
}
