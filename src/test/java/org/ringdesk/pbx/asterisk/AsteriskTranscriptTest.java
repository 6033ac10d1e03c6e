package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallEvents;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Role;
import org.ringdesk.pbx.Room;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What real PBXs sent ends in the calls that the telephones saw. */
@RingdeskTest
class AsteriskTranscriptTest {
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
        String source = "asterisk-" + UUID.randomUUID();

        AmiCalls state = play(source, name, Transcript.lines(name));

        assertEnds(name, source);
        assertThat(state.size()).as("channels left over").isZero();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void messagesThatComeTwiceChangeNothing(String name) {
        String source = "doubled-" + UUID.randomUUID();
        var random = new Random(name.hashCode());
        List<Transcript.Line> lines = Transcript.lines(name);
        var doubled = new ArrayList<Transcript.Line>();
        lines.forEach(line -> {
            doubled.add(line);
            if (random.nextInt(5) == 0) {
                int late = Math.min(doubled.size(), random.nextInt(12));
                doubled.add(doubled.get(doubled.size() - 1 - (late == doubled.size() ? 0 : late)));
            }
        });

        play(source, name, doubled);

        assertEnds(name, source);
    }

    @Test
    void everyRecordingHasAnExpectation() {
        assertThat(recordings())
                .hasSizeGreaterThan(35)
                .filteredOn(name -> !name.equals("r-agent-states"))
                .allSatisfy(name -> assertThat(Transcript.outcome(name).isEmpty()
                                && Transcript.several(name).isEmpty())
                        .isFalse());
    }

    private AmiCalls play(String source, String name, List<Transcript.Line> lines) {
        Instant begin = clock.instant().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
        List<String> expected = Transcript.outcome(name);
        var state = new AmiCalls(source, new Stations(extension -> false, "", ""), "CTI_SR", new Room(Room.EACH));
        Instant latest = begin;
        for (Transcript.Line line : lines) {
            Instant at = begin.plus(line.since());
            latest = at.isAfter(latest) ? at : latest;
            for (CallEvent event : state.take(line.message(), latest)) {
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
            assertThat(all.stream().map(AsteriskTranscriptTest::row)).isEqualTo(Transcript.several(name));
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
                        Arrays.stream(expected.get(4).split(" "))
                                .map(AsteriskTranscriptTest::party)
                                .sorted()
                                .collect(Collectors.joining(" "))));
        assertThat(call.givenUp()).isFalse();
        if (!call.direction().name().equals("OUTBOUND")) {
            assertThat(called(call)
                            .filter(leg -> leg.rangAt() != null)
                            .map(Leg::party)
                            .sorted())
                    .as("who rang in %s", name)
                    .isEqualTo(Transcript.rang(name));
        }
        if (!Transcript.shown(name).isEmpty()) {
            assertThat(shown(call)).as(name).isEqualTo(Transcript.shown(name));
        }
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
