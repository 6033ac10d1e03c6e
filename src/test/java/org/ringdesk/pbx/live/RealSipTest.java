package org.ringdesk.pbx.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.pbx.live.SipCall.State;

/** What agents see and the log keeps where Ringdesk only watches the extensions of a real Asterisk, by SIP. */
class RealSipTest extends LiveCalls {
    @Override
    String kind() {
        return "sip";
    }

    @Override
    Map<String, String> settings() {
        return Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(pbx().sip()),
                "protocol", "UDP",
                "user", "watcher",
                "secret", SipTelephone.PASSWORD,
                "extensions", "201-203");
    }

    @Test
    void answeredByTheOneWhomItIsFor() {
        telephone("201").answers(Duration.ofMillis(300));

        SipCall call = outsider("6175550201").is(State.TALKING);
        pause(0.5);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered");
        assertThat(heard("201")).containsExactly("call-ringing", "call-answered", "pop", "call-gone");
        assertThat(heard("202")).isEmpty();
        assertThat(last("number_e164")).isEqualTo("+16174560%03d".formatted(callers));
    }

    @Test
    void nobodyPicksUpAndIsToldToCallBack() {
        outsider("6175550201").is(State.OVER);

        assertThat(told()).containsExactly("inbound missed, 201 missed");
        assertThat(heard("201")).containsExactly("call-ringing", "call-gone");
        assertThat(callBack()).isTrue();
    }

    @Test
    void oneOfAQueueAnswersAndTheOthersNoticeVanishes() {
        SipCall call = outsider("6175550100");
        telephone("201").ringing();
        telephone("202").ringing();
        pause(0.3);
        telephone("202").ringing().answer();
        pause(0.5);

        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 elsewhere, 202 answered");
        assertThat(heard("201")).containsExactly("call-ringing", "call-gone");
        assertThat(heard("202")).containsExactly("call-ringing", "call-answered", "pop", "call-gone");
    }

    @Test
    void ringGroup() {
        SipCall call = outsider("6175550160");
        telephone("203").ringing();
        pause(0.3);
        telephone("203").ringing().answer();
        call.is(State.TALKING);
        pause(0.5);

        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 elsewhere, 202 elsewhere, 203 answered");
    }

    @Test
    void callOfAnAgentToTheOutsideDoesNotPop() {
        carrier().answers(Duration.ofMillis(200));

        SipCall call = telephone("201").call("96175559999").is(State.TALKING);
        pause(0.5);
        call.hangUp();
        pause(0.5);

        assertThat(heard("201")).doesNotContain("pop", "call-ringing");
    }
}
