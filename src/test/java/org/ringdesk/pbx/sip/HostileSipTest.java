package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.HostileServer;
import org.ringdesk.pbx.sip.SipMessage.Header;

/** A phone system at SIP that is none, or that somebody has taken over. */
@Timeout(60)
class HostileSipTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void nothingIsSignedInAWorseWayThanBefore() {
        var strongest = new Strongest();
        var before = new Digest("ringdesk", "secret", "c", strongest);
        before.challenged(challenge("Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256"));
        before.accepted();

        for (String worse : List.of(
                "Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=MD5",
                "Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256",
                "Digest realm=\"x\", nonce=\"n\"")) {
            var now = new Digest("ringdesk", "secret", "c", strongest);
            assertThat(now.challenged(challenge(worse))).as(worse).isFalse();
            assertThat(now.weaker()).isTrue();
            assertThat(now.signed(request()).header("Authorization")).isEmpty();
        }
        var again = new Digest("ringdesk", "secret", "c", strongest);
        assertThat(again.challenged(challenge("Digest realm=\"x\", nonce=\"m\", qop=\"auth\", algorithm=SHA-256")))
                .isTrue();
        assertThat(again.weaker()).isFalse();
    }

    @Test
    void aChallengeHasBounds() {
        var digest = new Digest("ringdesk", "secret", "c");

        assertThat(digest.challenged(challenge("Digest realm=\"x\", nonce=\"" + "n".repeat(600) + '"')))
                .isFalse();
        assertThat(digest.challenged(challenge("Digest realm=\"" + "r".repeat(600) + "\", nonce=\"n\"")))
                .isFalse();
        assertThat(digest.challenged(challenge("Digest realm=\"x\", nonce=\"n\", qop=\"" + " ".repeat(3_000) + '"')))
                .isFalse();
    }

    private static SipMessage request() {
        return SipMessage.request("SUBSCRIBE", "sip:201@pbx", List.of());
    }

    private static SipMessage challenge(String value) {
        return new SipMessage("SIP/2.0 401 Unauthorized", List.of(new Header("WWW-Authenticate", value)), new byte[0]);
    }

    @Test
    void dripsAndFloodsAreNotWaitedFor() throws IOException {
        try (var drips = HostileServer.dripping("", Duration.ofMillis(1_500));
                var floods = HostileServer.endless("", "OPTIONS sip:a SIP/2.0\r\nX: y\r\n\r\n".repeat(100))) {
            long begun = System.nanoTime();

            assertThat(failure(drips).key()).startsWith("pbx.connection.");
            assertThat(failure(floods).key()).startsWith("pbx.connection.");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static ConnectionFailed failure(HostileServer server) throws IOException {
        Map<String, String> set = Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(server.port()),
                "protocol",
                "TCP",
                "user",
                "ringdesk",
                "extensions",
                "201-260");
        var settings = new SipSettings(new Feed(new FeedId(1), "sip", "Hostile", true, 400, set, NOON));
        try (SipTransport transport = SipTransport.open(settings)) {
            return catchThrowableOfType(
                    ConnectionFailed.class,
                    () -> SipConnection.open(
                            transport,
                            settings,
                            new Digest("ringdesk", "secret", "c"),
                            new SipCalls("test", number -> false),
                            Clock.systemUTC()));
        }
    }

    @Test
    void whatWaitsHasABoundInBytes() throws IOException, InterruptedException {
        String message = "MESSAGE sip:a SIP/2.0\r\nX: " + "y".repeat(3_000) + "\r\nContent-Length: 20000\r\n\r\n"
                + "z".repeat(20_000);
        try (var server = HostileServer.endless("", message)) {
            Map<String, String> set =
                    Map.of("host", "127.0.0.1", "port", Integer.toString(server.port()), "protocol", "TCP");
            var settings = new SipSettings(new Feed(new FeedId(1), "sip", "Hostile", true, 400, set, NOON));
            try (SipTransport transport = SipTransport.open(settings)) {
                transport.listen();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> transport.waiting() > 5);

                assertThat(transport.waiting()).isLessThan(SipTransport.MOST_WAITING / 20_000);
                assertThat(transport.next(Duration.ofSeconds(1))).isNotNull();
            }
        }
    }

    @Test
    void lengthsThatAreNoneTakeNothing() throws IOException {
        for (String length : List.of("-1", "99999999999", "1099511627776", "9999999999")) {
            var reader = new SipReader(new ByteArrayInputStream(
                    ("SIP/2.0 200 OK\r\nContent-Length: " + length + "\r\n\r\nabc").getBytes(StandardCharsets.UTF_8)));
            SipMessage message = reader.next();
            assertThat(message == null || message.body().length <= 3).as(length).isTrue();
        }
    }

    @Test
    void documentsThatDefineEntitiesAreNotRead() {
        for (String document : List.of(
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><dialog-info>&b;</dialog-info>",
                "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><dialog-info/>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><dialog-info><dialog id=\"&a;\"/></dialog-info>",
                "<dialog-info>" + "<a>".repeat(20_000),
                "<dialog-info " + "a:b=\"c\" ".repeat(5_000) + "/>",
                "<dialog-info>&undefined;</dialog-info>")) {
            assertThat(DialogInfo.read(document.getBytes(StandardCharsets.UTF_8)))
                    .as(document.substring(0, 30))
                    .isEmpty();
        }
    }

    @Test
    void dialogsWithoutEndAreNotKept() {
        var calls = new SipCalls("test", number -> false);
        for (int i = 0; i < 400; i++) {
            var text = new StringBuilder("<dialog-info state=\"partial\" version=\"" + (i + 1) + "\">");
            for (int n = 0; n < 100; n++) {
                text.append("<dialog id=\"d")
                        .append(i * 100 + n)
                        .append("\" direction=\"recipient\">")
                        .append("<state>early</state><remote><identity>sip:+1617")
                        .append(i * 100 + n)
                        .append("@x</identity></remote></dialog>");
            }
            DialogInfo info = DialogInfo.read(
                            text.append("</dialog-info>").toString().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
            calls.take(Integer.toString(200 + i % 100), info, false, NOON);
            calls.unsure();
        }

        assertThat(calls.known()).isBetween(1_000, 4_200);
    }

    @Test
    void controlCharactersStayOutside() {
        SipMessage message = java.util.Objects.requireNonNull(
                SipMessage.parse("SIP/2.0 200 OK\r\nServer: a\0b\u001b[31m\u202e\r\nTo: x;tag=\0\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(message.agent()).startsWith("ab[31m");
        assertThat(message.header("To")).isEqualTo("x;tag=");
    }
}
