package org.ringdesk.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class CallEventsTest {
    private static final About INBOUND = About.inbound("+16175550111", "16175550100");

    private final String source = "test-" + UUID.randomUUID();

    @Autowired
    private CallEvents events;

    @Autowired
    private Calls calls;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void anEventCountsOnce() {
        var ringing = new CallEvent.Rang(origin("1", "a"), INBOUND, LegFacts.called("a", "201"));

        Optional<CallId> first = events.receive(ringing);

        assertThat(first).isPresent();
        assertThat(events.receive(ringing)).isEmpty();
        assertThat(calls.find(first.orElseThrow()).orElseThrow().legs()).hasSize(1);
    }

    @Test
    void ofAnEndlessCallOnlyAnswersAndEndsCount() {
        List<CallEvent.Rang> ringing = IntStream.range(0, EventLimit.MOST + 10)
                .mapToObj(i -> new CallEvent.Rang(origin("r" + i, "a"), INBOUND, LegFacts.called("a" + i, "x" + i)))
                .toList();

        List<CallId> taken = events.receive(ringing);
        Optional<CallId> held =
                events.receive(new CallEvent.Held(origin("h", "a"), INBOUND, LegFacts.called("a1", "x1")));
        Optional<CallId> answered =
                events.receive(new CallEvent.Answered(origin("w", "a"), INBOUND, LegFacts.called("a1", "x1")));
        events.receive(new CallEvent.Ended(origin("e", "a"), INBOUND, Cause.NORMAL));

        assertThat(taken).hasSize(EventLimit.MOST);
        assertThat(held).isEmpty();
        assertThat(answered).contains(taken.getFirst());
        Call call = calls.find(taken.getFirst()).orElseThrow();
        assertThat(call.state()).isEqualTo(CallState.ENDED);
        assertThat(call.answeredBy().orElseThrow().party()).isEqualTo("x1");
    }

    @Test
    void whatAMessageTellsTogetherIsTakenInTogether() {
        var first = new CallEvent.Rang(origin("1", "a"), INBOUND, LegFacts.called("a1", "201"));
        var second = new CallEvent.Rang(origin("2", "a"), INBOUND, LegFacts.called("a2", "202"));
        var other = new CallEvent.Rang(origin("3", "b"), INBOUND, LegFacts.called("b1", "203"));

        List<CallId> fresh = events.receive(List.of(first, second, first, other));

        assertThat(fresh).hasSize(3);
        assertThat(fresh.get(0)).isEqualTo(fresh.get(1)).isNotEqualTo(fresh.get(2));
        assertThat(calls.find(fresh.getFirst()).orElseThrow().legs())
                .extracting(Leg::party)
                .containsExactly("201", "202");
        assertThat(events.receive(List.of(second, first))).isEmpty();
    }

    @Test
    void aMessageOfSeveralEventsMayJoinCalls() {
        CallId older =
                events.receive(new CallEvent.Told(origin("1", "a"), INBOUND)).orElseThrow();
        CallId newer = events.receive(new CallEvent.Rang(origin("2", "b"), INBOUND, LegFacts.called("y", "203")))
                .orElseThrow();

        List<CallId> fresh = events.receive(List.of(
                new CallEvent.Joined(origin("3", "a"), INBOUND, "b"),
                new CallEvent.Answered(origin("4", "a"), INBOUND, LegFacts.called("y", "203"))));

        assertThat(fresh).containsOnly(older);
        assertThat(calls.find(newer).orElseThrow().id()).isEqualTo(older);
        assertThat(calls.find(older).orElseThrow().state()).isEqualTo(CallState.ANSWERED);
    }

    @Test
    void sourcesDoNotMeet() {
        CallId one =
                events.receive(new CallEvent.Told(origin("1", "a"), INBOUND)).orElseThrow();
        CallId other = events.receive(
                        new CallEvent.Told(new Origin(source + "-other", "1", "a", clock.instant()), INBOUND))
                .orElseThrow();

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void aJoinedCallIsFoundUnderBothNumbers() {
        CallId first = events.receive(new CallEvent.Rang(origin("1", "a"), INBOUND, LegFacts.called("x", "201")))
                .orElseThrow();
        CallId second = events.receive(
                        new CallEvent.Answered(origin("2", "b"), About.NOTHING, LegFacts.called("y", "203")))
                .orElseThrow();
        events.receive(new CallEvent.Joined(origin("3", "a"), INBOUND, "b"));

        assertThat(calls.find(second))
                .isEqualTo(calls.find(first))
                .hasValueSatisfying(
                        call -> assertThat(call.legs()).extracting(Leg::party).containsExactly("201", "203"));
    }

    @Test
    void aLegThatTurnsUpInAnotherCallJoinsTheTwo() {
        CallId first =
                events.receive(new CallEvent.Told(origin("1", "a"), INBOUND)).orElseThrow();
        CallId second = events.receive(
                        new CallEvent.Answered(origin("2", "b"), About.NOTHING, LegFacts.called("y", "203")))
                .orElseThrow();
        events.receive(
                new CallEvent.LegEnded(origin("3", "a"), INBOUND, LegFacts.called("y", "203"), Cause.NORMAL, true));

        assertThat(calls.find(second).orElseThrow().id()).isEqualTo(first);
    }

    @Test
    void eventsOfOneCallFromManyThreadsMakeOneCall() throws Exception {
        List<Callable<Optional<CallId>>> telling = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String leg = "leg-" + i % 8;
            Origin origin = origin("e" + i % 20, i % 3 == 0 ? "b" : "a");
            telling.add(() -> events.receive(new CallEvent.Rang(origin, INBOUND, LegFacts.called(leg, "201"))));
        }
        telling.add(() -> events.receive(new CallEvent.Joined(origin("joined", "a"), INBOUND, "b")));

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Optional<CallId>> told : threads.invokeAll(telling)) {
                told.get();
            }
        }

        assertThat(jdbc.sql("select count(distinct call_id) from call_event where source = :source")
                        .param("source", source)
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql(
                                "select count(*) from call where id in (select call_id from call_event where source = :source)")
                        .param("source", source)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void timesThatCannotBeAreTakenForNow() {
        for (Duration off : List.of(Duration.ofDays(365), Duration.ofDays(-365))) {
            Instant wrong = clock.instant().plus(off);
            CallId id = events.receive(new CallEvent.Told(new Origin(source, "t" + off, "call" + off, wrong), INBOUND))
                    .orElseThrow();

            assertThat(calls.find(id).orElseThrow().startedAt())
                    .isBetween(clock.instant().minusSeconds(60), clock.instant().plusSeconds(1));
        }
    }

    @Test
    void eachMonthHasItsPartition() {
        assertThat(jdbc.sql("select count(*) from only call_other")
                        .query(Long.class)
                        .single())
                .isZero();
        events.receive(new CallEvent.Told(origin("1", "a"), INBOUND));

        String month =
                CallMonths.partition("call", YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)));
        assertThat(jdbc.sql("select count(*) from only " + month)
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private Origin origin(String id, String call) {
        return new Origin(source, id, call, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
