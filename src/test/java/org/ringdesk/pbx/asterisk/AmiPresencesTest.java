package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;
import org.ringdesk.pbx.Room;

/** What telephones are like, by what an Asterisk 22 sent. */
class AmiPresencesTest {
    private final AmiPresences presences =
            new AmiPresences(new Stations(name -> false, "trunk", ""), new Room(Room.EACH));

    private List<Presence> changes(String recording, String extension) {
        return Transcript.lines(recording).stream()
                .map(line -> presences.take(line.message()))
                .flatMap(Optional::stream)
                .filter(presence -> presence.extension().equals(extension))
                .toList();
    }

    private static <T> List<T> withoutRepetition(List<T> all) {
        List<T> different = new ArrayList<>();
        all.stream()
                .filter(each -> different.isEmpty() || !different.getLast().equals(each))
                .forEach(different::add);
        return different;
    }

    @Test
    void loggingInAPauseWithItsReasonAndLoggingOut() {
        List<List<Membership>> queues = withoutRepetition(
                changes("r-agent-states", "203").stream().map(Presence::queues).toList());

        // Before the first of them the telephone dials the code that logs it in.
        assertThat(queues)
                .endsWith(
                        List.of(new Membership("helpdesk", false, "")),
                        List.of(new Membership("helpdesk", true, "lunch")),
                        List.of(new Membership("helpdesk", false, "")),
                        List.of());
    }

    @Test
    void aPauseByAProgram() {
        assertThat(withoutRepetition(changes("r-agent-states", "201").stream()
                        .map(Presence::queues)
                        .toList()))
                .containsExactly(
                        List.of(new Membership("helpdesk", true, "break")),
                        List.of(new Membership("helpdesk", false, "")));
    }

    @Test
    void aTelephoneThatSignsOffIsOutOfReachAndOneThatRingsIsInUseThen() {
        assertThat(devices("c3-offline", "203")).contains(Device.UNREACHABLE).endsWith(Device.FREE);
        assertThat(devices("a-answered", "201")).containsExactly(Device.RINGING, Device.BUSY, Device.FREE);
    }

    private List<Device> devices(String recording, String extension) {
        return withoutRepetition(
                changes(recording, extension).stream().map(Presence::device).toList());
    }

    @Test
    void membersByWayOfTheDialPlanAreTheTelephonesThatTheyRing() {
        presences.listing();
        list(
                "QueueMember",
                "Queue",
                "600",
                "Location",
                "Local/201@from-queue/n",
                "StateInterface",
                "hint:201@ext-local");
        list("QueueMember", "Queue", "601", "Location", "PJSIP/202", "Paused", "1", "PausedReason", "");
        list("DeviceStateChange", "Device", "PJSIP/201", "State", "UNAVAILABLE");
        list("DeviceStateChange", "Device", "PJSIP/trunk", "State", "NOT_INUSE");
        list("DeviceStateChange", "Device", "Queue:600_pause_PJSIP/201", "State", "INUSE");
        list("DeviceStateChange", "Device", "Custom:ringdesk", "State", "INUSE");

        assertThat(presences.listed())
                .containsExactlyInAnyOrder(
                        new Presence("201", Device.UNREACHABLE, List.of(new Membership("600", false, ""))),
                        new Presence("202", Device.UNKNOWN, List.of(new Membership("601", true, ""))));
    }

    @Test
    void whatIsNotInANewListIsForgottenAndWhatHappensMeanwhileIsNot() {
        presences.take(AmiMessage.of("Event", "DeviceStateChange", "Device", "PJSIP/201", "State", "INUSE"));
        presences.listing();
        presences.take(AmiMessage.of("Event", "DeviceStateChange", "Device", "PJSIP/202", "State", "RINGING"));

        assertThat(presences.listed()).containsExactly(new Presence("202", Device.RINGING, List.of()));
    }

    private void list(String event, String... fields) {
        var all = new ArrayList<>(List.of("Event", event, "ActionID", "ringdesk-presences"));
        all.addAll(List.of(fields));
        presences.take(AmiMessage.of(all.toArray(String[]::new)));
    }
}
