package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;

/** What recordings do not show. */
class AmiCallsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-23T09:00:00Z");

    private final AmiCalls calls =
            new AmiCalls("feed-1", new Stations(extension -> false, "", ""), "CTI_SR", new Room(Room.EACH));
    private final List<CallEvent> told = new ArrayList<>();

    @Test
    void aNumberThatTheDialPlanCallsWithheldIsNeverTold() {
        List<Transcript.Line> lines = Transcript.lines("f2-withheld-with-pai");
        for (Transcript.Line line : lines) {
            play(line);
            if (line.message().is("Event", "Newchannel") && line.message().is("ChannelStateDesc", "Ring")) {
                take(AmiMessage.of(
                        "Event",
                        "VarSet",
                        "Channel",
                        line.message().text("Channel"),
                        "Uniqueid",
                        line.message().text("Uniqueid"),
                        "Linkedid",
                        line.message().text("Linkedid"),
                        "Variable",
                        "__CTI_WITHHELD",
                        "Value",
                        "1"));
            }
        }

        assertThat(told).isNotEmpty().allSatisfy(event -> {
            assertThat(event.about().number()).isEqualTo("anonymous");
            assertThat(event.about().name()).isEmpty();
        });
        assertThat(told.toString()).doesNotContain("6174567890");
    }

    @Test
    void theSameMessagesGiveTheSameEvents() {
        var again = new AmiCalls("feed-1", new Stations(extension -> false, "", ""), "CTI_SR", new Room(Room.EACH));
        for (Transcript.Line line : Transcript.lines("e2-attended-transfer")) {
            Instant at = BEGIN.plus(line.since());
            assertThat(again.take(line.message(), at)).isEqualTo(calls.take(line.message(), at));
        }
    }

    @Test
    void callsThatBeganWhileNobodyListenedAreUnderstoodFromTheListOfChannels() {
        List<CallEvent> events = calls.resync(channelsInMidCall(), BEGIN, BEGIN);

        assertThat(events)
                .filteredOn(CallEvent.Answered.class::isInstance)
                .extracting(event -> ((CallEvent.Answered) event).leg().party())
                .containsExactly("202");
        assertThat(events)
                .filteredOn(CallEvent.Rang.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((CallEvent.Rang) event).leg().party()).isEqualTo("203");
                    assertThat(event.about().number()).isEqualTo("+16175551111");
                    assertThat(event.about().name()).isEqualTo("Second Caller");
                    assertThat(event.about().direction()).isEqualTo(Direction.INBOUND);
                });
        assertThat(events)
                .filteredOn(event -> event.about().number().equals("+16174567890"))
                .last()
                .satisfies(event -> assertThat(event.about().queue()).isEqualTo("helpdesk"));
    }

    @Test
    void aListThatSaysWhichChannelNowhereTellsNothing() {
        for (String name : List.of("PJSIP/203-0000009b", "")) {
            AmiMessage nameless = AmiMessage.of(
                    "Event",
                    "CoreShowChannel",
                    "Channel",
                    name,
                    "ChannelStateDesc",
                    "Up",
                    "CallerIDNum",
                    "203",
                    "ConnectedLineNum",
                    "+16175551111",
                    "Exten",
                    "203",
                    name.isEmpty() ? "Uniqueid" : "Linkedid",
                    "1795358116.166",
                    "Application",
                    "AppDial");
            assertThat(calls.resync(List.of(nameless), BEGIN, BEGIN)).isEmpty();
        }
        assertThat(calls.size()).isZero();
    }

    @Test
    void callsThatEndedWhileNobodyListenedAreOver() {
        play("d-queue", line -> line.since().toMillis() < 5_000);
        int channels = calls.size();

        List<CallEvent> events =
                calls.resync(List.of(), BEGIN.plus(Duration.ofMinutes(1)), BEGIN.plus(Duration.ofMinutes(1)));

        assertThat(channels).isEqualTo(2);
        assertThat(events).hasSize(2).allMatch(CallEvent.LegEnded.class::isInstance);
        assertThat(calls.size()).isZero();
    }

    @Test
    void aChannelThatBeganAfterTheListWasAskedForIsNotTakenForGone() {
        play("a-answered", line -> line.since().toMillis() < 2_000);

        assertThat(calls.resync(List.of(), BEGIN, BEGIN.plusSeconds(2))).isEmpty();
        assertThat(calls.size()).isEqualTo(2);
    }

    @Test
    void callsThatGoOnAreTheSameAfterTheListOfChannels() {
        play("s-snapshot", line -> line.since().toMillis() < 6_000);
        told.clear();

        List<CallEvent> events = calls.resync(channelsInMidCall(), BEGIN.plusSeconds(6), BEGIN.plusSeconds(6));

        assertThat(events).isEmpty();
    }

    @Test
    void aNumberThatTheProductDialsIsKnownBeforeThePbxDialsIt() {
        take(AmiMessage.of(
                "Event",
                "VarSet",
                "Channel",
                "PJSIP/201-00000001",
                "Uniqueid",
                "ringdesk-1",
                "Linkedid",
                "ringdesk-1",
                "Variable",
                AmiCalls.DIALLED,
                "Value",
                "+49 69 12345"));
        take(AmiMessage.of(
                "Event", "DialBegin",
                "DestChannel", "PJSIP/201-00000001",
                "DestChannelStateDesc", "Down",
                "DestCallerIDNum", "201",
                "DestUniqueid", "ringdesk-1",
                "DestLinkedid", "ringdesk-1",
                "DialString", "201"));

        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event).isInstanceOf(CallEvent.Began.class);
            assertThat(((CallEvent.Began) event).leg().role()).isEqualTo(Role.CALLER);
            assertThat(event.about().direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(event.about().number()).isEqualTo("+49 69 12345");
        });
    }

    @Test
    void aProgramThatRingsTelephoneThroughALocalChannelMakesNoIncomingCall() {
        for (String half : List.of("1", "2")) {
            take(AmiMessage.of(
                    "Event", "Newchannel",
                    "Channel", "Local/201@from-internal-00000000;" + half,
                    "ChannelStateDesc", half.equals("1") ? "Down" : "Ring",
                    "Context", "from-internal",
                    "Exten", "201",
                    "Uniqueid", "1." + half,
                    "Linkedid", "1.1"));
        }
        take(AmiMessage.of(
                "Event", "DialBegin",
                "DestChannel", "Local/201@from-internal-00000000;1",
                "DestUniqueid", "1.1",
                "DestLinkedid", "1.1",
                "DestConnectedLineNum", "6175559999"));
        take(AmiMessage.of(
                "Event", "Newchannel",
                "Channel", "PJSIP/201-00000001",
                "ChannelStateDesc", "Down",
                "CallerIDNum", "201",
                "Uniqueid", "1.3",
                "Linkedid", "1.1"));
        take(AmiMessage.of(
                "Event", "DialBegin",
                "Channel", "Local/201@from-internal-00000000;2",
                "Uniqueid", "1.2",
                "Linkedid", "1.1",
                "DestChannel", "PJSIP/201-00000001",
                "DestUniqueid", "1.3",
                "DestLinkedid", "1.1"));
        take(AmiMessage.of(
                "Event", "Newstate",
                "Channel", "PJSIP/201-00000001",
                "ChannelStateDesc", "Ringing",
                "Uniqueid", "1.3",
                "Linkedid", "1.1"));

        assertThat(told).singleElement().satisfies(event -> {
            assertThat(((CallEvent.Began) event).leg().role()).isEqualTo(Role.CALLER);
            assertThat(event.about().direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(event.about().number()).isEqualTo("6175559999");
        });
    }

    @Test
    void thousandsOfCallsLeaveNothingBehind() {
        List<Transcript.Line> queue = Transcript.lines("d2-queue-local");
        for (int i = 0; i < 1_000; i++) {
            for (Transcript.Line line : queue) {
                calls.take(ofAnotherCall(line.message(), i), BEGIN.plusSeconds(i));
            }
        }

        assertThat(calls.size()).isZero();
        assertThat(calls.legs()).isEmpty();
    }

    private static AmiMessage ofAnotherCall(AmiMessage message, int number) {
        return new AmiMessage(message.fields().stream()
                .map(field -> field.name().endsWith("niqueid") || field.name().endsWith("inkedid")
                        ? new AmiMessage.Field(field.name(), field.value() + number)
                        : field)
                .toList());
    }

    private void play(String name, Predicate<Transcript.Line> which) {
        Transcript.lines(name).stream().filter(which).forEach(this::play);
    }

    private void play(Transcript.Line line) {
        told.addAll(calls.take(line.message(), BEGIN.plus(line.since())));
    }

    private void take(AmiMessage message) {
        told.addAll(calls.take(message, BEGIN));
    }

    /** What the PBX answered in the middle of the recording {@code s-snapshot}. */
    static List<AmiMessage> channelsInMidCall() {
        return List.of(
                channel("PJSIP/203-0000009b", "Ringing", "203", "+16175551111", "203", "167", "166", "AppDial", ""),
                channel("PJSIP/trunk-0000009a", "Ring", "+16175551111", "203", "203", "166", "166", "Dial", ""),
                channel("PJSIP/trunk-00000097", "Up", "+16174567890", "202", "helpdesk", "163", "163", "Queue", "c845"),
                channel(
                        "PJSIP/202-00000099",
                        "Up",
                        "202",
                        "+16174567890",
                        "helpdesk",
                        "165",
                        "163",
                        "AppQueue",
                        "c845"));
    }

    private static AmiMessage channel(
            String name,
            String state,
            String number,
            String connected,
            String exten,
            String id,
            String linked,
            String application,
            String bridge) {
        boolean dialled = application.startsWith("App");
        return AmiMessage.of(
                "Event",
                "CoreShowChannel",
                "Channel",
                name,
                "ChannelStateDesc",
                state,
                "CallerIDNum",
                number,
                "CallerIDName",
                number.equals("+16175551111") ? "Second Caller" : "",
                "ConnectedLineNum",
                connected,
                "Context",
                "from-internal",
                "Exten",
                exten,
                "Uniqueid",
                start(id) + id,
                "Linkedid",
                start(linked) + linked,
                "Application",
                application,
                "ApplicationData",
                dialled ? "(Outgoing Line)" : application.equals("Queue") ? "helpdesk,tT,,,40" : "",
                "Duration",
                "00:00:05",
                "BridgeId",
                bridge);
    }

    /** The two calls began four seconds apart. */
    private static String start(String id) {
        return id.compareTo("166") < 0 ? "1795358112." : "1795358116.";
    }
}
