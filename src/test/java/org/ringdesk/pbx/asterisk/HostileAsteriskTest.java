package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.HostileServer;
import org.ringdesk.pbx.Reports;
import org.ringdesk.pbx.Room;

/** An Asterisk that is none, or that somebody has taken over. */
@Timeout(60)
class HostileAsteriskTest {
    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";
    private static final String SECRET = "S3CRET-of-pbx";

    @Test
    void theSecretIsNotToldToWhoDoesNotOfferAChallenge() throws IOException {
        try (var server = HostileServer.answering(
                BANNER,
                line -> line.startsWith("ActionID: ")
                        ? "Response: Error\r\n" + line + "\r\nMessage: Invalid/unknown command\r\n\r\n"
                        : "")) {
            ConnectionFailed why = failure(server);

            assertThat(why.key()).isEqualTo("pbx.asterisk.no-challenge");
            assertThat(server.heard()).contains("Action: Challenge").doesNotContain(SECRET, "Login");
        }
    }

    @Test
    void aByteEachTwoSecondsIsNotWaitedFor() throws IOException {
        try (var server = HostileServer.dripping(BANNER, Duration.ofMillis(1_500))) {
            long begun = System.nanoTime();

            assertThat(failure(server).key()).isEqualTo("pbx.connection.silent");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void messagesWithoutEndAreNoAnswer() throws IOException {
        try (var server = HostileServer.endless(BANNER, "Event: Newchannel\r\nUniqueid: 1\r\n\r\n".repeat(200))) {
            assertThat(failure(server).key()).isEqualTo("pbx.connection.silent");
        }
    }

    @Test
    void aListWithoutEndEndsTheConnectionAndKeepsNothing() throws Exception {
        try (var pbx = new FakeAsterisk();
                var room = new Listed(pbx)) {
            assertThat(room.failure().key()).isEqualTo("pbx.connection.too-much");
            assertThat(room.room.taken()).isZero();
        }
    }

    /** Lists the same channel for ever. */
    private static final class Listed implements AutoCloseable {
        private final Room room = new Room(1024 * 1024);
        private final HostileServer server;

        Listed(FakeAsterisk pbx) throws IOException {
            server = HostileServer.endlessAfter(
                    Integer.parseInt(pbx.settings().getOrDefault("port", "")),
                    "Action: CoreShowChannels",
                    ("Event: CoreShowChannel\r\nUniqueid: 1\r\nApplicationData: " + "x".repeat(1_500) + "\r\n\r\n")
                            .repeat(20));
        }

        ConnectionFailed failure() throws Exception {
            var settings = new AsteriskSettings(feed(server.port()));
            var stations = new Stations(name -> false, "", "");
            try (AmiLink link = AmiLink.open(settings, "s3cret")) {
                var calls = new AmiCalls("feed-1", stations, "CTI_SR", room);
                var connection = new AsteriskConnection(
                        link, settings, calls, new AmiPresences(stations, room), room, Clock.systemUTC());
                return catchThrowableOfType(ConnectionFailed.class, () -> connection.run(new Told()));
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void idsAndTextsAreCleanedWhereTheyComeIn() throws IOException {
        var told = new CopyOnWriteArrayList<CallEvent>();
        var calls = new AmiCalls("feed-1", new Stations(name -> false, "", ""), "CTI_SR", new Room(Room.EACH));
        var reader = new AmiReader(new ByteArrayInputStream("""
                Event: Newchannel
                Channel: PJSIP/tr\0unk-1
                ChannelStateDesc: Ring
                Context: from-trunk
                Uniqueid: ab\0c
                Linkedid: ab\u001bc
                CallerIDNum: +1617\u001b[31m4567890
                CallerIDName: \u202eA\\x\u0007

                Event: DialBegin
                Channel: PJSIP/trunk-1
                Uniqueid: ab\0c
                DestChannel: PJSIP/201-2
                DestUniqueid: d\0
                DestLinkedid: abc

                """.getBytes(StandardCharsets.UTF_8)));

        for (AmiMessage message = reader.next(); message != null; message = reader.next()) {
            told.addAll(calls.take(message, Instant.EPOCH));
        }

        assertThat(told).isNotEmpty();
        assertThat(told.toString().chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Test
    void channelsWithoutEndAreNotKept() {
        var room = new Room(1024 * 1024);
        var calls = new AmiCalls("feed-1", new Stations(name -> false, "", ""), "CTI_SR", room);
        var presences = new AmiPresences(new Stations(name -> false, "", ""), room);
        for (int i = 0; i < 20_000; i++) {
            String id = Integer.toString(i);
            calls.take(
                    AmiMessage.of(
                            "Event", "Newchannel", "Uniqueid", id, "Channel", "PJSIP/201-" + id, "Linkedid", "l" + id),
                    Instant.EPOCH);
            calls.take(
                    AmiMessage.of("Event", "Newstate", "Uniqueid", "0", "Channel", "PJSIP/201-0", "Linkedid", "m" + id),
                    Instant.EPOCH);
            presences.take(AmiMessage.of("Event", "DeviceStateChange", "Device", "PJSIP/" + id, "State", "INUSE"));
        }

        assertThat(calls.size()).isBetween(10, 1_000);
        calls.resync(List.of(), Instant.MAX, Instant.EPOCH);
        presences.listing();
        presences.listed();
        assertThat(calls.size()).isZero();
        assertThat(room.taken()).as("given back").isZero();
    }

    @Test
    void aLargePhoneSystemHasRoomEnough() {
        var room = new Room(Room.EACH - Stations.ROOM - AmiCalls.ROOM);
        var calls = new AmiCalls("feed-1", new Stations(name -> false, "", ""), "CTI_SR", room);
        var presences = new AmiPresences(new Stations(name -> false, "", ""), room);
        for (int i = 0; i < 5_000; i++) {
            String device = "PJSIP/" + (10_000 + i);
            presences.take(AmiMessage.of("Event", "DeviceStateChange", "Device", device, "State", "INUSE"));
            presences.take(AmiMessage.of(
                    "Event", "QueueMemberAdded", "Queue", "helpdesk", "Interface", device, "Paused", "0"));
        }
        int listed = 0;
        for (int i = 0; i < 1_000; i++) {
            String id = "1764478212." + i;
            String channel = "PJSIP/" + (10_000 + i) + "-0000" + i;
            var message = AmiMessage.of(
                    "Event",
                    "Newchannel",
                    "Uniqueid",
                    id,
                    "Channel",
                    channel,
                    "Linkedid",
                    id,
                    "CallerIDNum",
                    "201",
                    "CallerIDName",
                    "Alice Adams",
                    "Context",
                    "from-internal",
                    "Exten",
                    "202",
                    "Application",
                    "Dial",
                    "ApplicationData",
                    "PJSIP/202,15,tT",
                    "Duration",
                    "00:00:03",
                    "BridgeId",
                    "",
                    "ConnectedLineNum",
                    "2");
            calls.take(message, Instant.EPOCH);
            listed += message.weight();
        }

        assertThat(presences.listed()).hasSize(5_000);
        assertThat(calls.size()).isEqualTo(1_000);
        assertThat(room.take(2 * listed)).as("and as much again").isTrue();
    }

    @Test
    void whatItCallsItselfIsFitForALog() throws IOException {
        var reader = new AmiReader(
                new ByteArrayInputStream("AsteriskVersion: 1\0\u001b[31mred\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        AmiMessage message = java.util.Objects.requireNonNull(reader.next());

        assertThat(message.text("AsteriskVersion")).isEqualTo("1[31mred");
        assertThatCode(reader::next).doesNotThrowAnyException();
    }

    private static ConnectionFailed failure(HostileServer server) {
        return catchThrowableOfType(
                ConnectionFailed.class,
                () -> AmiLink.open(new AsteriskSettings(feed(server.port())), SECRET)
                        .close());
    }

    private static Feed feed(int port) {
        Map<String, String> settings = new HashMap<>(AsteriskSettings.DEFAULTS);
        settings.put("port", Integer.toString(port));
        settings.put("user", "ringdesk");
        return new Feed(new FeedId(1), "asterisk", "Hostile", true, 400, settings, Instant.EPOCH);
    }

    private static final class Told implements Reports {
        @Override
        public void heard() {}

        @Override
        public void tell(String name, String number, List<? extends CallEvent> events) {}

        @Override
        public void settle(Set<String> legs) {}
    }
}
