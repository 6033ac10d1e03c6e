package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;

/** Situations that nobody recorded. */
class SipCallsTest {
    private static final String JANE = "+16174567890";

    private final SipCalls calls = new SipCalls("test", number -> number.matches("[0-9*#]{2,6}"));
    private final List<CallEvent> told = new ArrayList<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void twoCallersWithoutANumberAreNeverOne() {
        rings("201", "x", "anonymous");
        rings("202", "y", "anonymous");
        rings("203", "z", "invalid");

        assertThat(keys()).hasSize(3);
    }

    @Test
    void telephonesWithTheSameCallIdAreOneCallEvenWithoutANumber() {
        take("201", dialog("x", "recipient", "early", "anonymous", " call-id='c1'"));
        take("202", dialog("y", "recipient", "early", "anonymous", " call-id='c1'"));

        assertThat(keys()).hasSize(1);
    }

    @Test
    void whoCallsWhileTalkingIsAnotherCall() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        later(60_000);
        rings("202", "y", JANE);

        assertThat(keys()).hasSize(2);
    }

    @Test
    void aCallThatRingsElsewhereJustBeforeItsTelephoneIsPutDownWasSentOn() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        later(60_000);
        rings("202", "y", JANE);
        later(40);
        take("201", dialog("x", "recipient", "terminated", "", ""));

        assertThat(told).last().isInstanceOf(CallEvent.Joined.class);
    }

    @Test
    void whoCallsAgainLaterIsAnotherCall() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "terminated", "", ""));
        later(7_000);
        rings("201", "y", JANE);

        assertThat(keys()).hasSize(2);
    }

    @Test
    void whoIsSentOnToAGroupRingsThereInTheSameCall() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        take("201", dialog("x", "recipient", "terminated", "", ""));
        later(300);
        rings("202", "y", JANE);
        later(900);
        rings("203", "z", JANE);

        assertThat(keys()).hasSize(1);
    }

    @Test
    void whoCallsAgainAfterAConversationIsAnotherCall() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        take("201", dialog("x", "recipient", "terminated", "", ""));
        later(1_500);
        rings("201", "y", JANE);
        rings("202", "z", JANE);

        assertThat(keys()).hasSize(2);
    }

    @Test
    void severalCallsAtAnExtensionAreToldApartWhereTheyHaveIds() {
        take(
                "201",
                dialog("x", "recipient", "confirmed", JANE, "")
                        + dialog("y", "recipient", "early", "+16175551111", ""));
        take(
                "201",
                dialog("x", "recipient", "terminated", "", "")
                        + dialog("y", "recipient", "confirmed", "+16175551111", ""));

        assertThat(keys()).hasSize(2);
        assertThat(calls.legs()).hasSize(1);
    }

    @Test
    void aDialogThatIsMissingIsAskedForBeforeItIsTakenForOver() {
        rings("201", "x", JANE);

        take("201", "");
        assertThat(calls.legs()).hasSize(1);
        assertThat(calls.unsure()).containsExactly("201");
        assertThat(calls.unsure()).isEmpty();

        take("201", "", true);
        assertThat(calls.legs()).isEmpty();
    }

    /** What FreeSWITCH tells when the second caller gives up. */
    @Test
    void aCallThatIsSaidToBeAnsweredWhereOthersAreMissingIsAskedFor() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        take("201", dialog("y", "recipient", "early", "+16175551111", ""));
        take("201", dialog("y", "recipient", "confirmed", "+16175551111", ""));
        assertThat(calls.unsure()).containsExactly("201");

        take("201", dialog("x", "recipient", "confirmed", JANE, ""), true);

        assertThat(told.stream().filter(CallEvent.Answered.class::isInstance)).hasSize(1);
        assertThat(calls.legs()).hasSize(1);
    }

    @Test
    void aCallThatIsAnsweredWhileAnotherIsHeldIsKnownWhenThatWasAsked() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        take("201", held("x", "no"));
        take("201", dialog("y", "initiator", "confirmed", "6175559999", ""));
        String both = dialog("x", "recipient", "confirmed", JANE, "")
                + dialog("y", "initiator", "confirmed", "6175559999", "");
        take("201", both, true);
        assertThat(told.stream().filter(CallEvent.Answered.class::isInstance)).hasSize(1);

        take("201", dialog("y", "initiator", "confirmed", "6175559999", ""));
        take("201", both, true);

        assertThat(told.stream().filter(CallEvent.Answered.class::isInstance)).hasSize(3);
        assertThat(told).noneMatch(CallEvent.Resumed.class::isInstance);
    }

    @Test
    void whatWasLostOfPartsIsAskedFor() {
        rings("201", "x", JANE);
        partial("201", 2, dialog("y", "recipient", "early", "+16175551111", ""));
        assertThat(calls.unsure()).isEmpty();

        partial("201", 4, dialog("x", "recipient", "confirmed", JANE, ""));
        assertThat(calls.unsure()).containsExactly("201");

        int before = told.size();
        partial("201", 4, dialog("x", "recipient", "terminated", "", ""));
        assertThat(told).hasSize(before);
    }

    @Test
    void freeSwitchHasTheSidesTheWrongWayRoundWhenItIsAsked() {
        take(
                "201",
                "<dialog id='x' direction='recipient'><state>early</state><local><identity>sip:" + JANE
                        + "@pbx</identity></local><remote><identity>sip:201@pbx</identity></remote></dialog>",
                true);

        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.about().number()).isEqualTo(JANE);
            assertThat(event.about().direction()).isEqualTo(Direction.INBOUND);
        });
    }

    @Test
    void aDialogThatStandsForAllCallsSaysNothingWhereItNamesNobody() {
        take("600", "<dialog id='600' direction='recipient'><state>early</state></dialog>");
        take("201", "<dialog id='201'><state>confirmed</state></dialog>");
        take("201", "<dialog id='201'><state>terminated</state></dialog>");

        assertThat(told).isEmpty();
    }

    @Test
    void whoIsSaidToBeCalledWithoutADirectionMayBeDialled() {
        take("201", dialog("x", "", "early", JANE, ""));

        assertThat(told).isEmpty();
    }

    @Test
    void anOutgoingCallIsNotAnsweredBeforeThatIsTold() {
        take("201", dialog("x", "initiator", "trying", "6175559999", ""));
        take("201", dialog("x", "initiator", "early", "6175559999", ""));
        assertThat(told).noneMatch(CallEvent.Answered.class::isInstance);
        take("201", dialog("x", "initiator", "confirmed", "6175559999", ""));

        assertThat(told).anyMatch(CallEvent.Answered.class::isInstance);
        assertThat(told)
                .allSatisfy(event -> assertThat(event.about().direction()).isEqualTo(Direction.OUTBOUND));
    }

    @Test
    void aFeatureIsNoCall() {
        take("201", dialog("x", "initiator", "confirmed", "*98", ""));
        take("201", dialog("x", "initiator", "terminated", "*98", ""));

        assertThat(told).isEmpty();
    }

    @Test
    void holdIsToldWhereItIs() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        take("201", held("x", "no"));
        take("201", held("x", "no"));
        take("201", held("x", "yes"));

        assertThat(told.stream().map(Object::getClass).map(Class::getSimpleName))
                .containsExactly("Rang", "Answered", "Held", "Resumed");
    }

    private static String held(String id, String rendering) {
        return "<dialog id='" + id + "' direction='recipient'><state>confirmed</state><local><target uri='sip:x'>"
                + "<param pname='+sip.rendering' pval='" + rendering + "'/></target></local></dialog>";
    }

    @ParameterizedTest
    @CsvSource({
        "rejected, 486, BUSY",
        "rejected, 603, DECLINED",
        "timeout, 0, NO_ANSWER",
        "replaced, 0, ELSEWHERE",
        "error, 0, FAILED",
        "cancelled, 0, UNKNOWN",
        "'', 0, UNKNOWN"
    })
    void whyItEndedIsTakenFromWhereItIsTold(String event, int code, Cause cause) {
        rings("201", "x", JANE);
        take(
                "201",
                "<dialog id='x' direction='recipient'><state event='" + event + "' code='" + code
                        + "'>terminated</state></dialog>");

        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        CallEvent.LegEnded.class, end -> assertThat(end.cause()).isEqualTo(cause));
    }

    @Test
    void whoHungUpIsTakenFromWhereItIsTold() {
        rings("201", "x", JANE);
        take("201", dialog("x", "recipient", "confirmed", JANE, ""));
        take("201", "<dialog id='x'><state event='local-bye'>terminated</state></dialog>");

        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        CallEvent.LegEnded.class,
                        end -> assertThat(end.hungUp()).isTrue());
    }

    @Test
    void anExtensionThatNobodyTellsOfAnyMoreHasNoCalls() {
        rings("201", "x", JANE);

        told.addAll(calls.unwatched("201", now));

        assertThat(calls.legs()).isEmpty();
        assertThat(told).last().isInstanceOf(CallEvent.LegEnded.class);
    }

    private void rings(String extension, String id, String number) {
        take(extension, dialog(id, "recipient", "early", number, ""));
    }

    private static String dialog(String id, String direction, String state, String number, String more) {
        return "<dialog id='" + id + "' direction='" + direction + "'" + more + "><state>" + state + "</state>"
                + (number.isEmpty() ? "" : "<remote><identity>sip:" + number + "@pbx</identity></remote>")
                + "</dialog>";
    }

    private void take(String extension, String dialogs) {
        take(extension, dialogs, false);
    }

    private void take(String extension, String dialogs, boolean complete) {
        take(extension, versions.merge(extension, 1, Integer::sum), "full", dialogs, complete);
    }

    private void partial(String extension, int version, String dialogs) {
        take(extension, version, "partial", dialogs, false);
    }

    private void take(String extension, int version, String state, String dialogs, boolean complete) {
        later(1);
        String text = "<dialog-info version='" + version + "' state='" + state + "'>" + dialogs + "</dialog-info>";
        DialogInfo info = DialogInfo.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        told.addAll(calls.take(extension, info, complete, now));
    }

    private void later(int millis) {
        now = now.plusMillis(millis);
    }

    private List<String> keys() {
        return told.stream().map(event -> event.origin().call()).distinct().toList();
    }
}
