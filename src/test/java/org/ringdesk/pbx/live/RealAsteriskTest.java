package org.ringdesk.pbx.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.pbx.live.SipCall.State;

/** What agents see and the log keeps of calls at a real Asterisk, connected as its documentation says. */
class RealAsteriskTest extends LiveCalls {
    @Override
    String kind() {
        return "asterisk";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(pbx().settings());
        settings.put("secret", RealAsterisk.secret());
        return settings;
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
        assertThat(last("name")).isEqualTo("Jane Caller");
    }

    @Test
    void nobodyPicksUpAndIsToldToCallBack() {
        SipCall call = outsider("6175550201");
        telephone("201").ringing();

        call.is(State.OVER);

        assertThat(told()).containsExactly("inbound missed, 201 missed");
        assertThat(heard("201")).containsExactly("call-ringing", "call-gone");
        assertThat(callBack()).isTrue();
    }

    @Test
    void callerGivesUp() {
        SipCall call = outsider("6175550201");
        telephone("201").ringing();
        pause(0.3);

        call.hangUp();

        assertThat(told()).containsExactly("inbound abandoned, 201 abandoned");
        assertThat(callBack()).isTrue();
    }

    @Test
    void busy() {
        telephone("201").refuses(486);

        outsider("6175550201").is(State.OVER);

        assertThat(told()).containsExactly("inbound busy, 201 busy");
        assertThat(heard("201")).doesNotContain("pop");
    }

    @Test
    void declined() {
        telephone("201").refuses(603);

        outsider("6175550201").is(State.OVER);

        assertThat(told()).containsExactly("inbound declined, 201 declined");
        assertThat(heard("201")).doesNotContain("pop");
    }

    @Test
    void telephoneOffline() {
        telephone("203").unregister();
        try {
            assertThat(stream("203").next("presence").text("$.unreachable")).isEqualTo("true");

            outsider("6175550203").is(State.OVER);

            assertThat(told()).containsExactly("inbound missed");
            assertThat(heard("203")).isEmpty();
        } finally {
            telephone("203").register();
        }
        assertThat(stream("203").next("presence").text("$.unreachable")).isEqualTo("false");
    }

    @Test
    void oneOfAQueueAnswersAndTheOthersNoticeVanishes() {
        SipCall call = outsider("6175550100");
        telephone("201").ringing();
        telephone("202").ringing().answer();
        pause(0.5);
        assertThat(last("queue")).isEqualTo("helpdesk");

        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 elsewhere, 202 answered");
        assertThat(heard("201")).containsExactly("call-ringing", "call-gone");
        assertThat(heard("202")).containsExactly("call-ringing", "call-answered", "pop", "call-gone");
    }

    @Test
    void callerGivesUpInTheQueue() {
        SipCall call = outsider("6175550100");
        telephone("201").ringing();
        pause(0.3);

        call.hangUp();

        assertThat(told()).containsExactly("inbound abandoned, 201 abandoned, 202 abandoned");
        assertThat(callBack()).isTrue();
    }

    @Test
    void queueWhoseMembersAreLocalChannels() {
        SipCall call = outsider("6175550101");
        telephone("202").ringing();
        telephone("201").ringing().answer();
        pause(0.5);

        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered, 202 elsewhere");
        assertThat(heard("201")).containsExactly("call-ringing", "call-answered", "pop", "call-gone");
        assertThat(heard("202")).containsExactly("call-ringing", "call-gone");
    }

    @Test
    void queueThatRingsOneAfterTheOther() {
        telephone("202").answers(Duration.ofMillis(200));

        SipCall call = outsider("6175550102");
        telephone("202").talking();
        pause(0.3);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 missed, 202 answered");
        assertThat(heard("201")).containsExactly("call-ringing", "call-gone");
    }

    @Test
    void ringGroup() {
        SipCall call = outsider("6175550160");
        telephone("203").ringing().answer();
        call.is(State.TALKING);
        pause(0.3);

        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 elsewhere, 202 elsewhere, 203 answered");
        assertThat(heard("203")).contains("pop");
        assertThat(heard("201")).doesNotContain("pop");
    }

    @Test
    void sentOnWithoutAsking() {
        telephone("201").answers(Duration.ofMillis(100));
        telephone("203").answers(Duration.ofMillis(300));

        SipCall call = outsider("6175550201").is(State.TALKING);
        pause(0.5);
        telephone("201").talking().transfer("203");
        telephone("203").talking();
        pause(0.5);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered, 203 answered");
        assertThat(heard("203")).containsExactly("call-ringing", "call-answered", "pop", "call-gone");
        assertThat(last("number_e164")).isEqualTo("+16174560%03d".formatted(callers));
    }

    @Test
    void sentOnAfterAsking() {
        telephone("201").answers(Duration.ofMillis(100));
        telephone("203").answers(Duration.ofMillis(300));
        SipCall call = outsider("6175550201").is(State.TALKING);
        SipCall first = telephone("201").talking();
        first.hold(true);
        SipCall asked = telephone("201").call("203").is(State.TALKING);
        pause(0.5);

        first.transfer(asked);
        pause(1);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered, 203 answered");
        assertThat(heard("203")).contains("pop").last().isEqualTo("call-gone");
    }

    @Test
    void callerWithoutNumber() {
        telephone("201").answers(Duration.ofMillis(200));

        SipCall call = carrier()
                .call("6175550201", "\"Anonymous\" <sip:anonymous@anonymous.invalid>", new String[0])
                .is(State.TALKING);
        pause(0.3);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered");
        assertThat(last("number_e164")).isEqualTo("null");
    }

    @Test
    void callerWhoWithholdsTheNumberThatTheCarrierSends() {
        telephone("201").answers(Duration.ofMillis(200));

        SipCall call = carrier()
                .call(
                        "6175550201",
                        "\"Jane Caller\" <sip:+16174569999@127.0.0.2>",
                        "P-Asserted-Identity",
                        "<sip:+16174569999@127.0.0.2>",
                        "Privacy",
                        "id")
                .is(State.TALKING);
        pause(0.3);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered");
        assertThat(last("number")).isEqualTo("anonymous");
        assertThat(calls().getFirst().toString()).doesNotContain("6174569999").doesNotContain("Jane");
    }

    @Test
    void keyedNumberOfARecord() {
        SipCall call = outsider("6175550150").is(State.TALKING);
        pause(0.5);
        call.key("57#");
        telephone("201").ringing().answer();
        pause(0.5);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered, 202 elsewhere");
        assertThat(last("digits")).isEqualTo("57");
        assertThat(last("queue")).isEqualTo("helpdesk");
    }

    @Test
    void callOfAnAgentToTheOutsideDoesNotPop() {
        carrier().answers(Duration.ofMillis(200));

        SipCall call = telephone("201").call("96175559999").is(State.TALKING);
        pause(0.3);
        call.hangUp();

        assertThat(told()).containsExactly("outbound answered, 16175559999 answered");
        assertThat(heard("201")).containsExactly("call-ringing", "call-answered", "call-gone");
    }

    @Test
    void callOfAnAgentToABusyNumber() {
        carrier().refuses(486);

        telephone("201").call("96175559999").is(State.OVER);

        assertThat(told()).containsExactly("outbound busy, 16175559999 busy");
        assertThat(heard("201")).doesNotContain("pop");
    }

    @Test
    void clickOnANumberRingsTheTelephoneAndNeverPopsAsACallThatComesIn() {
        telephone("201").answers(Duration.ofMillis(200));
        carrier().answers(Duration.ofMillis(200));
        Desk desk = Objects.requireNonNull(desks.get("201"));

        Desk.Answer dialled = desk.post("/dial", desk.get("/account"), Map.of("number", "+1 617 555 9999"));
        SipCall call = telephone("201").talking();
        carrier().talking();
        pause(0.5);
        call.hangUp();

        assertThat(dialled.status()).isEqualTo(200);
        assertThat(told()).containsExactly("outbound answered, +16175559999 answered");
        assertThat(heard("201")).doesNotContain("pop");
    }

    @Test
    void callBetweenAgentsIsNoneFromOutside() {
        telephone("202").answers(Duration.ofMillis(200));

        SipCall call = telephone("201").call("202").is(State.TALKING);
        pause(0.3);
        call.hangUp();

        assertThat(told()).containsExactly("internal answered, 202 answered");
        assertThat(heard("202")).doesNotContain("pop");
    }

    @Test
    void callThatIsHeld() {
        telephone("201").answers(Duration.ofMillis(100));
        SipCall call = outsider("6175550201").is(State.TALKING);
        SipCall agent = telephone("201").talking();
        pause(0.3);

        agent.hold(true);
        pause(0.5);
        agent.hold(false);
        pause(0.5);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered");
        assertThat(heard("201"))
                .containsExactly("call-ringing", "call-answered", "pop", "call-changed", "call-changed", "call-gone");
    }

    @Test
    void pickedUpByAColleague() {
        SipCall call = outsider("6175550201");
        telephone("201").ringing();
        pause(0.3);

        telephone("203").call("*8201").is(State.TALKING);
        pause(0.5);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 elsewhere, 203 answered");
        assertThat(heard("201")).containsExactly("call-ringing", "call-gone");
        assertThat(heard("203")).contains("pop");
    }

    @Test
    void parkedAndTakenByAColleague() {
        telephone("201").answers(Duration.ofMillis(100));
        SipCall call = outsider("6175550201").is(State.TALKING);
        pause(0.3);

        telephone("201").talking().transfer("700");
        pause(0.7);
        telephone("203").call("701").is(State.TALKING);
        pause(0.5);
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered, 203 answered");
    }

    @Test
    void secondCallWhileTalking() {
        telephone("201").answers(Duration.ofMillis(100));
        SipCall first = outsider("6175550201").is(State.TALKING);
        telephone("201").free();
        pause(0.3);
        SipCall second = outsider("6175550201");
        telephone("201").ringing();
        pause(0.3);

        second.hangUp();
        pause(0.3);
        first.hangUp();

        assertThat(told()).containsExactly("inbound abandoned, 201 abandoned", "inbound answered, 201 answered");
        assertThat(heard("201"))
                .containsExactly("call-ringing", "call-answered", "pop", "call-ringing", "call-gone", "call-gone");
    }

    @Test
    void linkThatIsCutInMidCallIsMadeAnew() {
        telephone("201").answers(Duration.ofMillis(100));
        SipCall call = outsider("6175550201").is(State.TALKING);
        pause(0.3);

        pbx().cut();
        await("the connection to be broken").atMost(PATIENCE).until(() -> !connected());
        await("the connection").atMost(PATIENCE).until(this::connected);
        assertThat(last("state")).isEqualTo("answered");
        call.hangUp();

        assertThat(told()).containsExactly("inbound answered, 201 answered");
    }

    @Test
    void testOfTheConnectionSaysWhatTheAccountMayNot() {
        assertThat(trial("nothing-of-calls", RealAsterisk.secret())).contains("It hears nothing of calls");
        assertThat(trial("nothing-keyed", RealAsterisk.secret())).contains("what callers key");
        assertThat(trial("no-list", RealAsterisk.secret()))
                .contains("may not ask which calls go on")
                .contains("may not dial");
        assertThat(trial("ringdesk", RealAsterisk.secret())).doesNotContain("may not");
        assertThat(trial("ringdesk", "wrong")).contains("the secret is wrong");
    }

    /** What the page says of an account that is tried; the connection itself stays. */
    private String trial(String user, String secret) {
        boss.post("/phone-systems", boss.get("/phone-systems"), Map.of("kind", "asterisk", "name", "Trial"));
        String trial = path("Trial");
        Map<String, String> form = new HashMap<>(Map.of("name", "Trial", "test", "true"));
        pbx().settings().forEach((setting, value) -> form.put("setting." + setting, value));
        form.put("setting.user", user);
        form.put("setting.secret", secret);
        boss.post(trial, boss.get(trial), form);
        String said = boss.get(trial).page().select("main").text();
        boss.post(trial + "/delete", boss.get(trial), Map.of());
        return said;
    }

    /** Stays last in the order of names: telephones have to sign on again. */
    @Test
    void zLastPowerFailureOfThePbxEndsItsCalls() {
        telephone("201").answers(Duration.ofMillis(100));
        outsider("6175550201").is(State.TALKING);
        pause(0.3);

        pbx().kill();
        pbx().start();
        long ready = System.nanoTime();

        assertThat(told()).containsExactly("inbound answered, 201 answered");
        assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(Duration.ofSeconds(5));
        await("the connection").atMost(PATIENCE).until(this::connected);
        telephones.values().forEach(SipTelephone::register);
    }
}
