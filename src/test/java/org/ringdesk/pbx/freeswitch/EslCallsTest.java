package org.ringdesk.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;

/** Situations that nobody recorded. */
class EslCallsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final EslCalls calls =
            new EslCalls("test", new Stations("201"::equals, "carrier*", "door"), "cti_sr", new Room(Room.EACH));
    private final List<CallEvent> told = new ArrayList<>();

    @Test
    void anAnswerWithoutAConnectionIsNone() {
        caller("a");
        telephone("b", "a", "201");
        take("CHANNEL_ANSWER", "a");
        take("CHANNEL_ANSWER", "b");

        assertThat(told).noneMatch(CallEvent.Answered.class::isInstance);
        take("CHANNEL_BRIDGE", "a", "Bridge-A-Unique-ID", "a", "Bridge-B-Unique-ID", "b");
        assertThat(told).last().isInstanceOf(CallEvent.Answered.class);
    }

    @Test
    void aChannelThatIsCalledAnotherIdStaysTheSameLeg() {
        caller("a");
        telephone("b", "a", "201");
        take("CHANNEL_UUID", "b2", "Old-Unique-ID", "b");
        take("CHANNEL_BRIDGE", "a", "Bridge-A-Unique-ID", "a", "Bridge-B-Unique-ID", "b2");

        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        CallEvent.Answered.class,
                        answered -> assertThat(answered.leg().id()).isEqualTo("b"));
    }

    @Test
    void theHalvesOfALoopbackAreNoLegsButOneCall() {
        caller("a");
        create("l1", "outbound", "loopback/201-a", "Other-Leg-Unique-ID", "a", "Other-Type", "originator");
        create("l2", "inbound", "loopback/201-b", "variable_other_loopback_leg_uuid", "l1");
        telephone("b", "l2", "201");

        assertThat(told).allSatisfy(event -> assertThat(event.origin().call()).isEqualTo("a"));
        assertThat(legs()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aTelephoneThatDialsAFeatureIsNoCall() {
        create(
                "a",
                "inbound",
                "sofia/internal/201@pbx",
                "variable_user_name",
                "201",
                "Caller-Destination-Number",
                "*98");
        take("CHANNEL_ANSWER", "a");
        take("CHANNEL_HANGUP", "a", "Hangup-Cause", "NORMAL_CLEARING");
        take("CHANNEL_HANGUP_COMPLETE", "a", "Hangup-Cause", "NORMAL_CLEARING");

        assertThat(told).isEmpty();
        assertThat(calls.size()).isZero();
    }

    @Test
    void aCallThatIsForwardedToAMobileStaysOneThatComesIn() {
        caller("a");
        create(
                "b",
                "outbound",
                "sofia/external/015112345678",
                "Other-Leg-Unique-ID",
                "a",
                "Other-Type",
                "originator",
                "variable_sip_gateway_name",
                "carrier",
                "variable_dialed_user",
                "201",
                "Caller-Callee-ID-Number",
                "015112345678");

        assertThat(told)
                .allSatisfy(event -> assertThat(event.about().direction()).isEqualTo(Direction.INBOUND));
        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        CallEvent.Began.class,
                        began -> assertThat(began.leg().party()).isEqualTo("015112345678"));
    }

    @Test
    void aTelephoneThatAProgramRingsToGiveItACallerIsOneThatIsCalled() {
        caller("a");
        take("CHANNEL_ANSWER", "a");
        create(
                "b",
                "outbound",
                "sofia/internal/201@phone",
                "variable_dialed_user",
                "201",
                "Caller-Caller-ID-Number",
                "+16174567890");
        take("CHANNEL_BRIDGE", "a", "Bridge-A-Unique-ID", "a", "Bridge-B-Unique-ID", "b");

        assertThat(told).last().isInstanceOfSatisfying(CallEvent.Answered.class, answered -> {
            assertThat(answered.leg().role()).isEqualTo(Role.CALLED);
            assertThat(answered.origin().call()).isEqualTo("a");
        });
    }

    @Test
    void whatAnAdministratorIgnoresIsNotThere() {
        create("a", "inbound", "sofia/door/bell", "Caller-Context", "door", "Caller-Caller-ID-Number", "99");

        assertThat(calls.size()).isZero();
    }

    @Test
    void aLateEventOfAChannelThatIsOverDoesNotBringItBack() {
        caller("a");
        take("CHANNEL_HANGUP_COMPLETE", "a", "Hangup-Cause", "ORIGINATOR_CANCEL");
        told.clear();
        caller("a");

        assertThat(told).isEmpty();
        assertThat(calls.size()).isZero();
    }

    @Test
    void aDayOfCallsTakesNoMoreRoomThanOne() {
        for (int i = 0; i < 10_000; i++) {
            caller("a" + i);
            telephone("b" + i, "a" + i, "201");
            take("CHANNEL_HANGUP_COMPLETE", "b" + i, "Hangup-Cause", "NO_ANSWER");
            take("CHANNEL_HANGUP_COMPLETE", "a" + i, "Hangup-Cause", "NO_ANSWER");
            told.clear();
        }

        assertThat(calls.size()).isZero();
        assertThat(calls.legs()).isEmpty();
    }

    private List<String> legs() {
        return told.stream()
                .filter(CallEvent.Began.class::isInstance)
                .map(event -> ((CallEvent.Began) event).leg().id())
                .toList();
    }

    private void caller(String id) {
        create(
                id,
                "inbound",
                "sofia/external/+16174567890@carrier",
                "Caller-Context",
                "public",
                "Caller-Caller-ID-Number",
                "+16174567890",
                "Caller-Destination-Number",
                "16175550201");
    }

    private void telephone(String id, String by, String extension) {
        create(
                id,
                "outbound",
                "sofia/internal/" + extension + "@phone",
                "Other-Leg-Unique-ID",
                by,
                "Other-Type",
                "originator",
                "variable_dialed_user",
                extension,
                "Caller-Callee-ID-Number",
                extension);
        take("CHANNEL_PROGRESS", id);
    }

    private void create(String id, String direction, String name, String... fields) {
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("Call-Direction", direction, "Channel-Name", name));
        take("CHANNEL_CREATE", id, all.toArray(String[]::new));
    }

    private void take(String event, String id, String... fields) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        all.put("Event-Name", event);
        all.put("Unique-ID", id);
        told.addAll(calls.take(new EslEvent(all), NOON));
    }
}
