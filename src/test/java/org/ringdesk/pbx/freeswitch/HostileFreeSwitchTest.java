package org.ringdesk.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.HostileServer;
import org.ringdesk.pbx.Room;

/** A FreeSWITCH that is none, or that somebody has taken over. */
@Timeout(60)
class HostileFreeSwitchTest {
    private static final String GREETING = "Content-Type: auth/request\n\n";

    @Test
    void anotherComputerIsToldThePasswordOnlyWhereThatIsAllowed() throws IOException {
        String here = address();
        try (var server = HostileServer.everywhere(
                GREETING,
                line -> line.startsWith("auth ") ? "Content-Type: command/reply\nReply-Text: -ERR invalid\n\n" : "")) {
            assertThat(failure(server, Map.of("host", here)).key()).isEqualTo("pbx.freeswitch.clear");
            assertThat(server.heard()).doesNotContain("S3CRET");

            assertThat(failure(server, Map.of("host", here, "clear", "true")).key())
                    .isEqualTo("pbx.freeswitch.password");
            assertThat(server.heard()).contains("auth S3CRET");
        }
    }

    /** Of this computer, and not loopback. */
    private static String address() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseGet(() -> org.junit.jupiter.api.Assumptions.abort("there is no other address"));
    }

    @Test
    void neitherDripsNorFloodsAreWaitedFor() throws IOException {
        try (var drips = HostileServer.dripping("", Duration.ofMillis(1_500));
                var floods = HostileServer.endless(GREETING, "Content-Type: text/event-plain\n\n".repeat(100))) {
            long begun = System.nanoTime();

            assertThat(failure(drips, Map.of()).key()).isEqualTo("pbx.connection.silent");
            assertThat(failure(floods, Map.of()).key()).isEqualTo("pbx.connection.silent");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(14));
        }
    }

    @Test
    void lengthsThatAreNoneTakeNothing() throws IOException {
        for (String length : List.of("-1", "1099511627776", "99999999999999", "1e9", "0x10", "")) {
            String text = "Content-Type: api/response\nContent-Length: " + length + "\n\nabc";
            try {
                assertThat(reader(text).next()).as(length).isNull();
            } catch (EslReader.NotEventSocket expected) {
                assertThat(length).isNotEqualTo("1099511627776x");
            }
        }
    }

    @Test
    void aLongEventIsReadOver() throws IOException {
        int length = EslReader.LONGEST_EVENT + 1;
        EslReader reader = reader("Content-Type: text/event-plain\nContent-Length: " + length + "\n\n"
                + "x".repeat(length) + "Content-Type: command/reply\nReply-Text: +OK\n\n");

        EslMessage event = reader.next();
        EslMessage reply = reader.next();

        assertThat(event).isNotNull();
        assertThat(event.body()).isEmpty();
        assertThat(reply).isNotNull();
        assertThat(reply.reply()).isEqualTo("+OK");
    }

    @Test
    void idsAndTextsAreCleanedWhereTheyComeIn() {
        var told = new ArrayList<CallEvent>();
        var calls = new EslCalls("feed-1", new Stations(name -> false, "", ""), "cti_sr", new Room(Room.EACH));
        for (String event : List.of("""
                Event-Name: CHANNEL_CREATE
                Unique-ID: a%00b%1b
                Call-Direction: inbound
                Channel-Name: sofia/ext
                Caller-Context: public
                Caller-Caller-ID-Number: +1617%1b[31m
                Caller-Caller-ID-Name: %00%07
                Caller-Destination-Number: 201

                """, """
                Event-Name: CHANNEL_ANSWER
                Unique-ID: a%00b%1b
                Channel-Name: sofia/ext

                """)) {
            told.addAll(calls.take(EslEvent.plain(event.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH));
        }

        assertThat(told).isNotEmpty();
        assertThat(told.toString().chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Test
    void whatIsKeptHasAnEndAndIsGivenBack() {
        var room = new Room(1024 * 1024);
        var calls = new EslCalls("feed-1", new Stations(name -> false, "", ""), "cti_sr", room);
        var presences = new EslPresences(room);
        var listing = new EslListing(Set.of(), true, Duration.ZERO, "cti_sr", room);
        for (int i = 0; i < 20_000; i++) {
            calls.take(event("CHANNEL_CREATE", "c" + i), Instant.EPOCH);
            calls.take(
                    new EslEvent(Map.of(
                            "Event-Name",
                            "CHANNEL_UUID",
                            "Old-Unique-ID",
                            i == 0 ? "c0" : "r" + (i - 1),
                            "Unique-ID",
                            "r" + i)),
                    Instant.EPOCH);
            presences.take(new EslEvent(Map.of(
                    "Event-Name",
                    "CUSTOM",
                    "Event-Subclass",
                    EslPresences.REGISTERED,
                    "from-user",
                    "u" + i,
                    "call-id",
                    "x".repeat(100))));
            listing.wait(event("CHANNEL_CREATE", "w" + i));
        }
        int most = room.taken();

        assertThat(most).isBetween(500_000, 1024 * 1024);
        assertThat(listing.waiting().size()).isLessThan(5_000);
        listing.close();
        presences.close();
        calls.resync(List.of(), calls.channels(), Instant.EPOCH);
        assertThat(room.taken()).as("given back").isZero();
    }

    private static EslEvent event(String name, String id) {
        return new EslEvent(Map.of("Event-Name", name, "Unique-ID", id, "Channel-Name", "sofia/" + id));
    }

    @Test
    void timesAtWhichNothingCanHaveBeenAreNotTaken() {
        Instant now = Instant.parse("2026-11-30T12:00:00Z");
        var event = new EslEvent(
                Map.of("Event-Date-Timestamp", "99999999999999999", "Caller-Channel-Created-Time", "1000000000"));

        EslEvent plausible = event.plausible(now);

        assertThat(plausible.at(now)).isEqualTo(now);
        assertThat(plausible.time("Caller-Channel-Created-Time", now)).isEqualTo(now);
    }

    @Test
    void aLineOfManyPartsIsNotTakenApart() {
        var rows = new ArrayList<Map<String, String>>();
        EslRows.table(("a|b\n" + "|".repeat(3_000_000) + "\n1|2\n").getBytes(StandardCharsets.UTF_8), rows::add);
        boolean list = EslRows.json(
                ("{\"row_count\":1,\"rows\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                Set.of("uuid"),
                rows::add);

        assertThat(rows).hasSize(2).contains(Map.of("a", "1", "b", "2"));
        assertThat(list).isFalse();
    }

    private static EslReader reader(String text) {
        return new EslReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ConnectionFailed failure(HostileServer server, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(FreeSwitchSettings.DEFAULTS);
        settings.put("port", Integer.toString(server.port()));
        settings.putAll(more);
        var feed = new Feed(new FeedId(1), "freeswitch", "Hostile", true, 400, settings, Instant.EPOCH);
        return catchThrowableOfType(
                ConnectionFailed.class,
                () -> EslLink.open(new FreeSwitchSettings(feed), "S3CRET").close());
    }
}
