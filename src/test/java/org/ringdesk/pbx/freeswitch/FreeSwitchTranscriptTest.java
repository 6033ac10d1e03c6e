package org.ringdesk.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.About;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallEvents;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Origin;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What real PBXs sent ends in the calls that the telephones saw. */
@RingdeskTest
class FreeSwitchTranscriptTest {
    @Autowired
    private CallEvents receiver;

    @Autowired
    private Calls calls;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    static List<String> recordings() {
        return Transcript.names();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingEndsInTheCallsThatTheTelephonesSaw(String name) {
        String source = "freeswitch-" + UUID.randomUUID();

        EslCalls state = play(source, name, lines(name));

        assertEnds(name, source);
        assertThat(state.size()).as("channels left over").isZero();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void eventsThatComeTwiceChangeNothing(String name) {
        String source = "doubled-" + UUID.randomUUID();
        var random = new Random(name.hashCode());
        var doubled = new ArrayList<Transcript.Line>();
        lines(name).forEach(line -> {
            doubled.add(line);
            if (random.nextInt(5) == 0) {
                doubled.add(doubled.get(doubled.size() - 1 - random.nextInt(Math.min(12, doubled.size()))));
            }
        });

        play(source, name, doubled);

        assertEnds(name, source);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aListOfChannelsInMidCallGivesTheSameCall(String name) {
        List<Transcript.Line> lines = lines(name);
        for (int part = 1; part < 8; part++) {
            String source = "resync-" + part + '-' + UUID.randomUUID();
            int cut = lines.size() * part / 8;
            if (Transcript.ends(lines.subList(0, cut))) {
                continue;
            }
            play(source, name, lines.subList(0, cut));
            var state = state(source);
            Instant at = lines.get(cut - 1).event().at(clock.instant());
            state.resync(List.copyOf(Transcript.alive(lines.subList(0, cut)).values()), Set.of(), at)
                    .forEach(receiver::receive);
            settle(source, state, at);
            lines.subList(cut, lines.size())
                    .forEach(line -> state.take(line.event(), clock.instant()).forEach(receiver::receive));

            assertWhoTalked(name, source);
        }
    }

    /** As the supervision of connections does. */
    private void settle(String source, EslCalls state, Instant at) {
        for (Calls.Open open : calls.open(source)) {
            for (Leg leg : open.call().legs()) {
                if (leg.open() && !state.legs().contains(leg.id())) {
                    var facts = new LegFacts(leg.id(), leg.role(), leg.party(), leg.rangAt(), leg.answeredAt());
                    var origin = new Origin(source, "lost/" + leg.id(), open.key(), at);
                    receiver.receive(new CallEvent.LegEnded(origin, About.NOTHING, facts, Cause.UNKNOWN, false));
                }
            }
        }
    }

    @Test
    void everyRecordingHasAnExpectation() {
        assertThat(recordings())
                .hasSize(26)
                .allSatisfy(name -> assertThat(Transcript.outcome(name).isEmpty()
                                && Transcript.several(name).isEmpty())
                        .isFalse());
    }

    private List<Transcript.Line> lines(String name) {
        return Transcript.lines(
                name, clock.instant().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS));
    }

    private static EslCalls state(String source) {
        return new EslCalls(source, new Stations(extension -> false, "", ""), "cti_sr", new Room(Room.EACH));
    }

    private EslCalls play(String source, String name, List<Transcript.Line> lines) {
        List<String> expected = Transcript.outcome(name);
        EslCalls state = state(source);
        for (Transcript.Line line : lines) {
            for (CallEvent event : state.take(line.event(), clock.instant())) {
                receiver.receive(event).flatMap(calls::find).ifPresent(call -> assertLooksRight(call, expected));
            }
        }
        return state;
    }

    /** Not for a moment is a call of an agent one that comes in. */
    private static void assertLooksRight(Call call, List<String> expected) {
        if (!expected.isEmpty() && !expected.getFirst().equals("INBOUND")) {
            assertThat(call.direction().name()).isEqualTo(expected.getFirst());
        }
    }

    private void assertEnds(String name, String source) {
        List<Call> all = ofSource(source);
        List<String> expected = Transcript.outcome(name);
        if (expected.isEmpty()) {
            assertThat(all.stream().map(FreeSwitchTranscriptTest::row)).isEqualTo(Transcript.several(name));
            return;
        }
        assertThat(all).as("calls of %s", name).hasSize(1);
        Call call = all.getFirst();
        assertThat(List.of(
                        call.direction().name(),
                        String.valueOf(call.outcome()),
                        party(call.answeredBy().map(Leg::party).orElse("")),
                        call.digits(),
                        legs(call)))
                .as(name)
                .isEqualTo(List.of(
                        expected.get(0),
                        expected.get(1),
                        party(expected.get(2)),
                        expected.get(3).replace("#", ""),
                        expectedLegs(expected)));
        assertThat(call.givenUp()).isFalse();
        if (!call.direction().name().equals("OUTBOUND")) {
            assertThat(called(call)
                            .filter(leg -> leg.rangAt() != null)
                            .map(Leg::party)
                            .sorted())
                    .as("who rang in %s", name)
                    .isEqualTo(Transcript.rang(name));
        }
        assertThat(shown(call)).as(name).isEqualTo(Transcript.shown(name));
    }

    /** Of a call that a part of was not heard, as far as that can be known. */
    private void assertWhoTalked(String name, String source) {
        List<Call> all = ofSource(source);
        assertThat(all).as(name).allSatisfy(call -> {
            assertThat(call.ended()).isTrue();
            assertThat(call.direction().name())
                    .isEqualTo(
                            Transcript.outcome(name).isEmpty()
                                    ? "INBOUND"
                                    : Transcript.outcome(name).getFirst());
        });
        List<String> expected = Transcript.outcome(name);
        if (!expected.isEmpty()) {
            assertThat(all).as("calls of %s", name).hasSize(1);
            Call call = all.getFirst();
            assertThat(List.of(
                            call.direction().name(),
                            String.valueOf(call.outcome()),
                            party(call.answeredBy().map(Leg::party).orElse("")),
                            legs(call)))
                    .as(name)
                    .isEqualTo(
                            List.of(expected.get(0), expected.get(1), party(expected.get(2)), expectedLegs(expected)));
        }
    }

    private static String expectedLegs(List<String> expected) {
        return Arrays.stream(expected.get(4).split(" "))
                .map(FreeSwitchTranscriptTest::party)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static List<String> row(Call call) {
        return List.of(call.number(), call.name(), call.direction().name(), String.valueOf(call.outcome()), legs(call));
    }

    private static List<String> shown(Call call) {
        String transfers = call.legs().stream()
                .filter(leg -> !leg.transferredTo().isEmpty())
                .map(leg -> leg.party() + '>' + leg.transferredTo())
                .collect(Collectors.joining(" "));
        return List.of(call.number(), call.name(), call.dialled(), call.queue(), transfers);
    }

    private static String legs(Call call) {
        return called(call)
                .map(leg -> party(leg.party()) + ':' + leg.outcome())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Stream<Leg> called(Call call) {
        return call.legs().stream().filter(leg -> leg.role() == Role.CALLED);
    }

    /** Outside numbers have a prefix at the telephone that the dial plan takes away or changes. */
    private static String party(String party) {
        return party.replaceFirst("^[0-9]+([0-9]{10})(?![0-9])", "$1");
    }

    private List<Call> ofSource(String source) {
        return jdbc
                .sql("select distinct call_id from call_event where source = :source order by call_id")
                .param("source", source)
                .query((row, i) -> new CallId(row.getLong("call_id")))
                .list()
                .stream()
                .map(id -> calls.find(id).orElseThrow())
                .toList();
    }
}
