package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallEvents;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What real PBXs told telephones ends in the calls that can be known from it: {@code calls.csv}. */
@RingdeskTest
class SipTranscriptTest {
    private static final Set<String> EXTENSIONS = Set.of("201", "202", "203", "600");

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
    void aRecordingEndsInTheCallsThatCanBeKnown(String name) {
        String source = "sip-" + UUID.randomUUID();

        SipCalls state = play(source, name, Transcript.lines(name));

        assertEnds(name, source);
        assertThat(state.legs()).as("legs left over").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void documentsThatComeTwiceChangeNothing(String name) {
        String source = "sip-doubled-" + UUID.randomUUID();
        var doubled = new ArrayList<Transcript.Line>();
        Transcript.lines(name).forEach(line -> doubled.addAll(List.of(line, line)));

        play(source, name, doubled);

        assertEnds(name, source);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void extensionsMayOvertakeEachOther(String name) {
        List<Transcript.Line> lines = new ArrayList<>(Transcript.lines(name));
        var random = new Random(name.hashCode());
        for (int i = 1; i < lines.size(); i++) {
            Transcript.Line before = lines.get(i - 1);
            Transcript.Line line = lines.get(i);
            boolean close = line.since().minus(before.since()).toMillis() < 60;
            if (close && !line.extension().equals(before.extension()) && random.nextBoolean()) {
                Collections.swap(lines, i - 1, i);
            }
        }
        String source = "sip-swapped-" + UUID.randomUUID();

        play(source, name, lines);

        assertEnds(name, source);
    }

    /** What a queue does after a pause, or what is sent on in just that moment, nobody remembers. */
    @ParameterizedTest
    @MethodSource("recordings")
    void aRestartInMidCallGivesTheSameCall(String name) {
        List<Transcript.Line> lines = Transcript.lines(name);
        for (int cut = 1; cut < lines.size(); cut++) {
            String source = "sip-restart-" + UUID.randomUUID();
            Instant begin = begin();
            var before = state(source);
            play(before, name, lines, 0, cut, begin);
            var after = state(source);
            if (before.legs().isEmpty()
                    || lines.get(cut).since().minus(lines.get(cut - 1).since()).toMillis() < 100) {
                continue;
            }
            calls.open(source).forEach(open -> SipMemory.resume(after, open.call(), open.key(), EXTENSIONS::contains));
            assertThat(after.legs()).isEqualTo(before.legs());
            for (String extension : EXTENSIONS) {
                Instant at = begin.plus(lines.get(cut - 1).since());
                DialogInfo told = Transcript.state(lines, cut, extension);
                after.take(extension, told, true, at).forEach(receiver::receive);
            }
            play(after, name, lines, cut, lines.size(), begin);

            assertEnds(name, source);
        }
    }

    @Test
    void everyRecordingHasAnExpectation() {
        assertThat(recordings())
                .hasSize(66)
                .allSatisfy(
                        name -> assertThat(Transcript.expected(name)).as(name).isTrue());
    }

    private Instant begin() {
        return clock.instant().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static SipCalls state(String source) {
        return new SipCalls(source, number -> number.matches("[0-9*#]{2,6}"));
    }

    private SipCalls play(String source, String name, List<Transcript.Line> lines) {
        SipCalls state = state(source);
        play(state, name, lines, 0, lines.size(), begin());
        return state;
    }

    private void play(SipCalls state, String name, List<Transcript.Line> lines, int from, int to, Instant begin) {
        var stated = new HashSet<String>();
        lines.subList(0, from).forEach(line -> stated.add(line.extension()));
        for (int i = from; i < to; i++) {
            Transcript.Line line = lines.get(i);
            Instant at = begin.plus(line.since());
            boolean first = stated.add(line.extension());
            receive(name, state.take(line.extension(), line.info(), first, at));
            for (String extension : state.unsure()) {
                receive(name, state.take(extension, Transcript.state(lines, i + 1, extension), true, at.plusMillis(3)));
            }
        }
    }

    /** Not for a moment is a call of an agent one that comes in, as far as that can be known. */
    private void receive(String name, List<CallEvent> events) {
        boolean incoming =
                Transcript.calls(name).stream().anyMatch(row -> row.get(2).equals("INBOUND"));
        for (CallEvent event : events) {
            receiver.receive(event).flatMap(calls::find).ifPresent(call -> {
                if (Transcript.expected(name) && !incoming) {
                    assertThat(call.direction()).isNotEqualTo(Direction.INBOUND);
                }
            });
        }
    }

    private void assertEnds(String name, String source) {
        List<Call> all = ofSource(source);
        assertThat(all.stream().map(SipTranscriptTest::row).collect(Collectors.toList()))
                .as(name)
                .isEqualTo(Transcript.calls(name));
        assertThat(all).allSatisfy(call -> assertThat(call.ended()).isTrue());
    }

    private static List<String> row(Call call) {
        String legs = call.legs().stream()
                .filter(leg -> leg.role() == Role.CALLED)
                .map(leg -> leg.party() + ':' + leg.outcome())
                .sorted()
                .collect(Collectors.joining(" "));
        return List.of(
                call.number(),
                call.name().replace(";", "%3B"),
                call.direction().name(),
                String.valueOf(call.outcome()),
                legs);
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
