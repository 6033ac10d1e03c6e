package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.pbx.sip.SipMessage.Header;
import org.ringdesk.pbx.sip.Subscription.Taken;

/** One subscription through its life, as RFC 6665 wants it. */
class SubscriptionTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String CONTACT = "<sip:ringdesk@10.0.0.9:4711;transport=udp>";

    private int ids;
    private final Subscription one =
            new Subscription("201", "sip:201@pbx", "sip:ringdesk@pbx", () -> "id" + ++ids, NOON);
    private SipMessage asked = one.ask(CONTACT);

    @Test
    void itIsAskedForAsTheStandardSays() {
        assertThat(asked.start()).isEqualTo("SUBSCRIBE sip:201@pbx SIP/2.0");
        assertThat(asked.header("Event")).isEqualTo("dialog");
        assertThat(asked.header("Accept")).isEqualTo("application/dialog-info+xml");
        assertThat(asked.header("To")).isEqualTo("<sip:201@pbx>");
        assertThat(one.dueAt()).isEqualTo(Instant.MAX);
    }

    @Test
    void itIsRenewedInTheSameDialogBeforeItEnds() {
        grant("100");

        assertThat(one.dueAt()).isEqualTo(NOON.plusSeconds(80));
        asked = one.ask(CONTACT);
        assertThat(asked.start()).isEqualTo("SUBSCRIBE sip:pbx@10.0.0.1:5060 SIP/2.0");
        assertThat(asked.header("To")).isEqualTo("<sip:201@pbx>;tag=pbx");
        assertThat(asked.all("Route")).containsExactly("<sip:b;lr>", "<sip:a;lr>");
    }

    @Test
    void whatIsToldBeforeItIsGrantedIsTaken() {
        assertThat(notify(1, "active;expires=50")).isEqualTo(new Taken(200, true, true));
        grant("100");

        assertThat(notify(2, "active;expires=50")).isEqualTo(new Taken(200, true, true));
        assertThat(notify(3, "active;expires=50")).isEqualTo(new Taken(200, true, false));
        assertThat(one.dueAt()).isEqualTo(NOON.plusSeconds(40));
    }

    @Test
    void whatComesTwiceOrTooLateIsNotTaken() {
        grant("100");
        notify(5, "active");

        assertThat(notify(5, "active")).isEqualTo(Taken.NOTHING);
        assertThat(notify(4, "active")).isEqualTo(new Taken(500, false, false));
        assertThat(notify(90, "active").news()).isTrue();
    }

    @Test
    void whatIsOfAnotherDialogIsUnknown() {
        grant("100");

        assertThat(one.notified(notification(1, "active", "other", "id2"), NOON))
                .isEqualTo(Taken.UNKNOWN);
        assertThat(one.notified(notification(1, "active", "pbx", "other"), NOON))
                .isEqualTo(Taken.UNKNOWN);
    }

    @Test
    void whoWantsItToLastLongerIsAskedForThat() {
        one.answered(answer(423, new Header("Min-Expires", "3600")), NOON);

        assertThat(one.dueAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(one.ask(CONTACT).header("Expires")).isEqualTo("3600");
    }

    @Test
    void aPhoneSystemThatForgotItIsAskedAnewAtOnce() {
        grant("100");
        String before = one.callId();
        one.ask(CONTACT);

        one.answered(answer(481), NOON);

        assertThat(one.dueAt()).isEqualTo(NOON);
        assertThat(one.callId()).isNotEqualTo(before);
        assertThat(one.ask(CONTACT).header("To")).isEqualTo("<sip:201@pbx>");
    }

    @Test
    void aRenewalThatFailsDoesNotEndIt() {
        grant("100");
        one.ask(CONTACT);

        one.answered(answer(500), NOON);

        assertThat(one.active()).isTrue();
        assertThat(one.dueAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"403, 403, 300", "404, 404, 300", "489, 489, 300", "603, 603, 300", "503, 0, 7", "408, 0, 7"})
    void aRefusalIsKeptInMind(int status, int refused, int seconds) {
        one.answered(answer(status, new Header("Retry-After", "7 (busy)")), NOON);

        assertThat(one.refused()).isEqualTo(refused);
        assertThat(one.dueAt()).isEqualTo(NOON.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "deactivated, 1, 0",
        "timeout, 1, 0",
        "'', 1, 0",
        "probation;retry-after=9, 9, 0",
        "giveup, 30, 0",
        "rejected, 300, 403",
        "noresource, 300, 404"
    })
    void whyItEndedSaysWhenToAskAgain(String reason, int seconds, int refused) {
        grant("100");

        notify(1, "terminated" + (reason.isEmpty() ? "" : ";reason=" + reason));

        assertThat(one.active()).isFalse();
        assertThat(one.dueAt()).isEqualTo(NOON.plusSeconds(seconds));
        assertThat(one.refused()).isEqualTo(refused);
    }

    @Test
    void whoEndsItAgainAndAgainIsAskedLessOften() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            grant("100");
            one.notified(
                    notification(1, "terminated;reason=timeout", "pbx", SipText.parameter(asked.header("From"), "tag")),
                    NOON);
            Duration pause = Duration.between(NOON, one.dueAt());
            assertThat(pause).isGreaterThanOrEqualTo(last);
            last = pause;
            asked = one.ask(CONTACT);
        }
        assertThat(last).isEqualTo(Duration.ofSeconds(30));
    }

    private void grant(String expires) {
        one.answered(
                answer(
                        200,
                        new Header("Expires", expires),
                        new Header("Contact", "<sip:pbx@10.0.0.1:5060>"),
                        new Header("Record-Route", "<sip:a;lr>, <sip:b;lr>")),
                NOON);
    }

    private SipMessage answer(int status, Header... more) {
        SipMessage answer = asked.answer(status, "X", more);
        return answer.without("To").with("To", "<sip:201@pbx>;tag=pbx");
    }

    private Taken notify(int sequence, String state) {
        return one.notified(notification(sequence, state, "pbx", "id2"), NOON);
    }

    private SipMessage notification(int sequence, String state, String theirs, String ours) {
        var headers = new ArrayList<Header>(List.of(
                new Header("From", "<sip:201@pbx>;tag=" + theirs),
                new Header("To", "<sip:ringdesk@pbx>;tag=" + ours),
                new Header("Call-ID", one.callId()),
                new Header("CSeq", sequence + " NOTIFY"),
                new Header("Subscription-State", state)));
        return new SipMessage(
                "NOTIFY sip:ringdesk@10.0.0.9 SIP/2.0", headers, "<dialog-info/>".getBytes(StandardCharsets.UTF_8));
    }
}
