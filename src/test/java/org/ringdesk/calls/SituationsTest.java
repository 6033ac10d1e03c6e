package org.ringdesk.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What real phone systems did, told in order, and told as badly as a network may. */
@RingdeskTest
class SituationsTest {
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(2);
    private static final int TIMES = 4;

    @Autowired
    private CallEvents receiver;

    @Autowired
    private Calls calls;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    static List<String> situations() {
        return Situation.names();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void aCallIsWhatTheTelephonesSaw(String name) {
        String source = "told-" + UUID.randomUUID();

        Situation.events(name, source, begin()).forEach(receiver::receive);

        assertIsAsExpected(theOne(source), Situation.expected(name));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void shuffledDoubledAndIncompleteEventsMakeTheSameCall(String name) {
        Situation.Expected expected = Situation.expected(name);
        for (int seed = 0; seed < TIMES; seed++) {
            String source = "garbled-" + seed + '-' + UUID.randomUUID();
            var random = new Random(seed + 31L * name.hashCode());
            garbled(Situation.events(name, source, begin()), random).forEach(receiver::receive);

            Call call = theOne(source);
            if (!call.ended()) {
                giveUp(source);
                call = theOne(source);
                assertThat(call.givenUp()).as("%s, seed %d", name, seed).isTrue();
                assertThat(call.answeredAt() != null && expected.outcome() != Outcome.ANSWERED)
                        .as("a false answer in %s, seed %d", name, seed)
                        .isFalse();
            } else {
                assertIsTheSame(call, expected);
            }
        }
    }

    @Test
    void everySituationHasAnExpectation() {
        assertThat(situations())
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(Situation.expected(name)).isNotNull());
    }

    private Instant begin() {
        return clock.instant().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<CallEvent> garbled(List<CallEvent> events, Random random) {
        record Arrival(CallEvent event, long at) {}
        var arrivals = new ArrayList<Arrival>();
        int lost = random.nextInt(events.size());
        for (int i = 0; i < events.size(); i++) {
            int copies = i == lost && events.size() > 1 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                long delay = random.nextLong(OUT_OF_ORDER.toMillis());
                arrivals.add(
                        new Arrival(events.get(i), events.get(i).origin().at().toEpochMilli() + delay));
            }
        }
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::at))
                .map(Arrival::event)
                .toList();
    }

    private Call theOne(String source) {
        List<CallId> ids = jdbc.sql("select distinct call_id from call_event where source = :source")
                .param("source", source)
                .query((row, i) -> new CallId(row.getLong("call_id")))
                .list();
        assertThat(ids).as("calls").hasSize(1);
        return calls.find(ids.getFirst()).orElseThrow();
    }

    private void giveUp(String source) {
        String key = jdbc.sql(
                        "select substr(key, 6) from call_key where source = :source and key like 'call:%' limit 1")
                .param("source", source)
                .query(String.class)
                .single();
        receiver.receive(new CallEvent.GivenUp(new Origin(source, "given up", key, clock.instant()), About.NOTHING));
    }

    private static void assertIsAsExpected(Call call, Situation.Expected expected) {
        assertIsTheSame(call, expected);
        assertThat(called(call).stream()
                        .map(leg -> leg.party() + ':' + leg.outcome())
                        .sorted())
                .as("legs of %s", expected.name())
                .containsExactly(Situation.sorted(expected.legs()));
    }

    /** But for why those who did not answer did not: that may have been in the event that was lost. */
    private static void assertIsTheSame(Call call, Situation.Expected expected) {
        Map<String, Object> was = Map.of(
                "direction", call.direction(),
                "outcome", String.valueOf(call.outcome()),
                "answered by", call.answeredBy().map(Leg::party).orElse(""),
                "digits", call.digits(),
                "given up", call.givenUp());
        assertThat(was)
                .as(expected.name())
                .isEqualTo(Map.of(
                        "direction", expected.direction(),
                        "outcome", expected.outcome().name(),
                        "answered by", expected.answeredBy(),
                        "digits", expected.digits(),
                        "given up", false));
        assertThat(called(call).stream()
                        .filter(leg -> leg.answeredAt() != null)
                        .map(leg -> leg.party() + ':' + leg.outcome())
                        .sorted())
                .as("who answered %s", expected.name())
                .containsExactly(Arrays.stream(Situation.sorted(expected.legs()))
                        .filter(leg -> leg.endsWith(":ANSWERED"))
                        .toArray(String[]::new));
    }

    private static List<Leg> called(Call call) {
        return call.legs().stream().filter(leg -> leg.role() == Role.CALLED).toList();
    }
}
