package org.ringdesk.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallFoldTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final About INBOUND = About.inbound("+16175550111", "16175550100");

    private final List<KnownEvent> events = new ArrayList<>();

    @Test
    void anAnswerThatIsHeardOfBeforeTheRingingIsAnAnswer() {
        add(new CallEvent.Answered(at(1), INBOUND, LegFacts.called("201", "201")));
        add(new CallEvent.Told(at(2), INBOUND));
        add(new CallEvent.Ended(at(9), About.NOTHING, Cause.NORMAL));

        Call call = call();
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.answeredBy())
                .hasValueSatisfying(leg -> assertThat(leg.party()).isEqualTo("201"));
        assertThat(call.talked(NOON)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void anAnswerThatIsHeardOfAfterTheEndTookNoTime() {
        add(new CallEvent.Rang(at(1), INBOUND, LegFacts.called("201", "201")));
        add(new CallEvent.Ended(at(5), About.NOTHING, Cause.NORMAL));
        add(new CallEvent.Answered(at(6), INBOUND, LegFacts.called("201", "201")));

        Call call = call();
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.talked(NOON)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void aLostAnswerIsKnownFromTheEndOfItsLeg() {
        add(new CallEvent.Rang(at(1), INBOUND, LegFacts.called("201", "201")));
        add(new CallEvent.LegEnded(
                at(60), INBOUND, LegFacts.called("201", "201").answeredAt(NOON.plusSeconds(4)), Cause.NORMAL, true));

        assertThat(call().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call().talked(NOON)).isEqualTo(Duration.ofSeconds(56));
    }

    @Test
    void aQueueThatPicksUpIsNobody() {
        add(new CallEvent.Began(at(0), INBOUND, LegFacts.caller("trunk", "")));
        add(new CallEvent.Answered(at(1), INBOUND, LegFacts.caller("trunk", "")));
        add(new CallEvent.LegEnded(at(30), INBOUND, LegFacts.caller("trunk", ""), Cause.NORMAL, true));

        assertThat(call().answeredAt()).isNull();
        assertThat(call().outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void othersStopRingingWhenOneAnswersEvenIfNobodySaysSo() {
        add(new CallEvent.Rang(at(1), INBOUND, LegFacts.called("a", "201")));
        add(new CallEvent.Rang(at(1), INBOUND, LegFacts.called("b", "202")));
        add(new CallEvent.Answered(at(3), INBOUND, LegFacts.called("b", "202")));

        assertThat(call().state()).isEqualTo(CallState.ANSWERED);
        assertThat(call().legs())
                .filteredOn(leg -> leg.party().equals("201"))
                .singleElement()
                .satisfies(leg -> {
                    assertThat(leg.open()).isFalse();
                    assertThat(leg.outcome()).isEqualTo(LegOutcome.ELSEWHERE);
                });
    }

    @Test
    void aTelephoneThatRingsDuringTheTalkRingsOn() {
        add(new CallEvent.Answered(at(1), INBOUND, LegFacts.called("a", "201")));
        add(new CallEvent.Rang(at(9), INBOUND, LegFacts.called("b", "203")));

        assertThat(call().legs())
                .filteredOn(Leg::ringing)
                .extracting(Leg::party)
                .containsExactly("203");
    }

    @Test
    void theSameTelephoneRungAgainIsAnotherLeg() {
        add(new CallEvent.Began(at(0), INBOUND, LegFacts.caller("trunk", "")));
        add(new CallEvent.Rang(at(1), INBOUND, LegFacts.called("201", "201")));
        add(new CallEvent.LegEnded(at(9), INBOUND, LegFacts.called("201", "201"), Cause.NO_ANSWER, false));
        add(new CallEvent.Rang(at(12), INBOUND, LegFacts.called("201", "201")));

        assertThat(call().legs()).extracting(Leg::id).containsExactly("trunk", "201", "201#2");
        assertThat(call().state()).isEqualTo(CallState.RINGING);
        assertThat(call().legs()).filteredOn(Leg::ringing).hasSize(1);
    }

    @Test
    void aCallThatWasGivenUpLivesAgainWhenMoreIsHeardOfIt() {
        add(new CallEvent.Answered(at(1), INBOUND, LegFacts.called("a", "201")));
        add(new CallEvent.GivenUp(at(1000), About.NOTHING));
        assertThat(call().givenUp()).isTrue();
        assertThat(call().ended()).isTrue();

        add(new CallEvent.LegEnded(at(1200), INBOUND, LegFacts.called("a", "201"), Cause.NORMAL, false));
        assertThat(call().givenUp()).isFalse();
        assertThat(call().talked(NOON)).isEqualTo(Duration.ofSeconds(1199));
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        add(new CallEvent.Began(at(0), INBOUND, LegFacts.caller("trunk", "")));
        add(new CallEvent.Told(at(1), INBOUND.withDigits("57")));
        add(new CallEvent.Rang(at(2), INBOUND, LegFacts.called("a", "201")));
        add(new CallEvent.Rang(at(2), INBOUND, LegFacts.called("b", "202")));
        add(new CallEvent.Answered(at(5), INBOUND, LegFacts.called("b", "202")));
        add(new CallEvent.Held(at(7), INBOUND, LegFacts.called("b", "202")));
        add(new CallEvent.Transferred(at(8), INBOUND, LegFacts.called("b", "202"), "203"));
        Call expected = call();

        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(events, random);
            assertThat(call()).isEqualTo(expected);
        }
        assertThat(expected.digits()).isEqualTo("57");
    }

    @Test
    void textsOfAnEventAreKeptShortAndPrintable() {
        var about = new About(null, "9".repeat(200), "a\u0000\n<b>" + "x".repeat(500), "", "", "");

        assertThat(about.number()).hasSize(About.LONGEST);
        assertThat(about.name()).startsWith("a<b>x").hasSize(About.LONGEST);
    }

    private Origin at(int second) {
        return new Origin("test", "e" + events.size(), "1", NOON.plusSeconds(second));
    }

    private void add(CallEvent event) {
        events.add(new KnownEvent(event, null));
    }

    private Call call() {
        return CallFold.of(new CallId(1), events);
    }
}
