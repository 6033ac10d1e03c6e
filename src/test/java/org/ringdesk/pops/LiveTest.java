package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RawHttp;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Role;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Direction;
import org.ringdesk.pops.EventStream.Event;
import org.ringdesk.pops.PopChoice.Opens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an agent's stream says of calls, over real HTTP and a real database. */
@RingdeskTest
class LiveTest {
    private static final AtomicInteger EXTENSIONS = new AtomicInteger(70_000);

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Telephones telephones;

    @Autowired
    Pops pops;

    @Autowired
    NoticeWriting notices;

    @Autowired
    LiveStreams streams;

    @Autowired
    PopRetention retention;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    Agent one;
    Agent other;

    /** Somebody who is signed in. */
    record Agent(Account account, String extension, Desk desk) {}

    @BeforeEach
    void hire() {
        one = agent();
        other = agent();
    }

    private Agent agent() {
        String extension = String.valueOf(EXTENSIONS.incrementAndGet());
        Account account = accounts.account("live" + extension, Role.AGENT, extension);
        return new Agent(account, extension, new Desk(port).signIn(account.login(), TestAccounts.PASSWORD));
    }

    private EventStream stream(Agent agent) {
        EventStream stream = EventStream.open(port, agent.desk());
        assertThat(stream.next().name()).isEqualTo("calls");
        return stream;
    }

    private Answer post(Agent agent, String path) {
        return agent.desk().post(path, agent.desk().get("/account"), Map.of());
    }

    @Test
    void streamIsOneOfEventsThatNobodyKeepsOrHoldsBack() {
        try (EventStream stream = EventStream.open(port, one.desk())) {
            assertThat(stream.head().getFirst()).startsWith("HTTP/1.1 200");
            assertThat(stream.head())
                    .anyMatch(line -> line.startsWith("Content-Type: text/event-stream"))
                    .contains("Cache-Control: no-store", "X-Accel-Buffering: no")
                    .noneMatch(line -> line.startsWith("Content-Length") || line.startsWith("Transfer-Encoding"));
        }
    }

    @Test
    void whoeverIsNotSignedInIsToldSoAndNotSentToTheSignInPage() {
        assertThat(new Desk(port).get("/live", "Accept", "text/event-stream").status())
                .isEqualTo(401);
        assertThat(RawHttp.get(port, "/live")).startsWith("HTTP/1.1 401");
    }

    @Test
    void endUserHasNoStream() {
        assertThat(accounts.endUser(port).get("/live").status()).isEqualTo(403);
    }

    @Test
    void ringingAnsweredAndGoneAreToldWithTheCall() {
        try (EventStream stream = stream(one)) {
            var line = telephones.from("6175550142").rings(one.extension());
            Event rings = stream.next("call-ringing");
            assertThat(rings.text("$.number")).isEqualTo("6175550142");
            assertThat(rings.text("$.state")).isEqualTo("ringing");
            assertThat(rings.text("$.direction")).isEqualTo("inbound");
            assertThat(rings.text("$.queue")).isEqualTo("Support");
            assertThat(rings.text("$.form")).isEqualTo("/calls/" + rings.call() + "/form");
            line.answers(one.extension());
            assertThat(stream.next("call-answered").text("$.state")).isEqualTo("talking");
            assertThat(stream.next("pop").call()).isEqualTo(rings.call());
            line.holds(one.extension());
            assertThat(stream.next("call-changed").text("$.state")).isEqualTo("held");
            line.ends();
            assertThat(stream.next("call-gone").call()).isEqualTo(rings.call());
        }
    }

    @Test
    void whatWasBeforeACallIsToldOnceWithIt() {
        try (EventStream stream = stream(one)) {
            telephones.from("6175550181").rings(one.extension()).ends();
            Event first = stream.next("call-ringing");
            assertThat(first.text("$.history.open_records")).isEqualTo("0");
            assertThat(first.data()).contains("\"last_call_at\":null");
            var line = telephones.from("(617) 555-0181").rings(one.extension());
            assertThat(stream.next("call-ringing").text("$.history.last_call_at"))
                    .isEqualTo(first.text("$.since"));
            line.answers(one.extension());
            assertThat(stream.next("call-answered").data()).contains("\"history\":null");
            try (EventStream again = EventStream.open(port, one.desk())) {
                assertThat(again.next().list("$.calls[*].history.last_call_at")).containsExactly(first.text("$.since"));
            }
        }
    }

    @Test
    void othersNoticeVanishesWhenSomebodyAnswersAndOnlyThatAgentGetsTheForm() {
        try (EventStream mine = stream(one);
                EventStream theirs = stream(other)) {
            var line = telephones.from("6175550101").rings(one.extension(), other.extension());
            mine.next("call-ringing");
            theirs.next("call-ringing");
            line.answers(other.extension());
            Event gone = mine.next("call-gone");
            assertThat(gone.text("$.why")).isEqualTo("elsewhere");
            assertThat(gone.text("$.answered_by")).isEqualTo(other.extension());
            assertThat(theirs.next("pop").call()).isEqualTo(gone.call());
            assertThat(mine.silent()).isTrue();
        }
    }

    @Test
    void callOfAnotherAgentOrOfNobodyIsNotTold() {
        try (EventStream stream = stream(one)) {
            telephones.from("6175550102").rings(other.extension()).answers(other.extension());
            telephones.from("6175550102").rings("79999");
            assertThat(stream.silent()).isTrue();
        }
    }

    @Test
    void resumedStreamSaysWhatWasMissedInOrderAndNothingTwice() {
        String last;
        var line = telephones.from("6175550103");
        try (EventStream stream = stream(one)) {
            line.rings(one.extension());
            last = stream.next("call-ringing").id();
        }
        line.answers(one.extension()).holds(one.extension());
        try (EventStream stream = EventStream.open(port, one.desk(), last)) {
            line.ends();
            List<String> names = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Event event = stream.next();
                names.add(event.name());
                ids.add(Long.valueOf(event.id()));
            }
            assertThat(names).containsExactly("call-answered", "pop", "call-changed", "call-gone");
            assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id > Long.parseLong(last));
            assertThat(stream.silent()).isTrue();
        }
    }

    @Test
    void streamThatCannotGoOnBeginsWithThePresentCalls() {
        telephones.from("6175550104").rings(one.extension()).answers(one.extension());
        for (String unknown : List.of("", "999999999999", "not a number", "0")) {
            try (EventStream stream = EventStream.open(port, one.desk(), unknown)) {
                Event state = stream.next();
                assertThat(state.name()).isEqualTo("calls");
                assertThat(state.list("$.calls[*].state")).containsExactly("talking");
                assertThat(state.list("$.pops[*].pop")).hasSize(1);
            }
        }
    }

    @Test
    void idOfAnotherAgentsStreamIsNoPlaceToGoOnFrom() {
        String last;
        try (EventStream stream = stream(other)) {
            telephones.from("6175550105").rings(other.extension());
            last = stream.next("call-ringing").id();
        }
        try (EventStream stream = EventStream.open(port, one.desk(), last)) {
            assertThat(stream.next().name()).isEqualTo("calls");
        }
    }

    @Test
    void allTabsAndComputersOfAnAgentHearTheSame() {
        try (EventStream first = stream(one);
                EventStream second = stream(one)) {
            telephones.from("6175550106").rings(one.extension());
            assertThat(first.next("call-ringing")).isEqualTo(second.next("call-ringing"));
        }
    }

    @Test
    void ofMoreStreamsThanAnAgentNeedsTheOldestGiveWay() {
        List<EventStream> all = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            all.add(stream(one));
        }

        assertThat(all.get(0).next().name()).isEqualTo("end");
        assertThat(all.get(1).next().name()).isEqualTo("end");
        assertThat(streams.of(one.account().id())).hasSize(20);
        assertThat(all.get(2).rest()).isEmpty();
        assertThat(all.get(21).rest()).isEmpty();
        all.forEach(EventStream::close);
    }

    @Test
    void clientThatSaysSomethingOnItsStreamIsCutOff() {
        try (EventStream stream = stream(one)) {
            stream.say("x");

            assertThat(stream.next().name()).isEqualTo("end");
        }
        assertThat(streams.of(one.account().id())).isEmpty();
    }

    @Test
    void silentStreamIsKeptOpenByAComment() {
        try (EventStream stream = stream(one)) {
            assertThat(stream.next(17_000).name()).isEqualTo("beat");
        }
    }

    @Test
    void whoeverMissedTooMuchHearsHowEverythingIs() {
        String last = lastHeard();
        tell(199);
        try (EventStream stream = EventStream.open(port, one.desk(), last)) {
            for (int i = 0; i < 199; i++) {
                assertThat(stream.next().name()).isEqualTo("choice");
            }
            assertThat(stream.silent()).isTrue();
        }
        tell(1);
        try (EventStream stream = EventStream.open(port, one.desk(), last)) {
            assertThat(stream.next().name()).isEqualTo("calls");
            assertThat(stream.silent()).isTrue();
        }
    }

    @Test
    void whoeverWasAwayForMoreThanADayHearsHowEverythingIs() {
        String last = lastHeard();
        tell(1);
        jdbc.sql("""
                update pop_notice set created_at = created_at - interval '25 hours'
                where account_id = :agent and id = :id""")
                .param("agent", one.account().id().value())
                .param("id", Long.valueOf(last))
                .update();
        retention.remove();
        try (EventStream stream = EventStream.open(port, one.desk(), last)) {
            assertThat(stream.next().name()).isEqualTo("calls");
        }
    }

    private String lastHeard() {
        try (EventStream stream = stream(one)) {
            tell(1);
            return stream.next("choice").id();
        }
    }

    private void tell(int often) {
        for (int i = 0; i < often; i++) {
            transactions.executeWithoutResult(transaction ->
                    notices.write(new Notice.Draft(one.account().id(), Notice.Event.CHOICE, Map.of("told", 1))));
        }
    }

    @Test
    void whatIsCommittedLaterIsSaidLaterSoThatNothingIsSkipped() throws Exception {
        try (EventStream stream = stream(one);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> writers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int pause = 40 - 3 * i;
                writers.add(Executors.callable(() -> transactions.executeWithoutResult(transaction -> {
                    notices.write(new Notice.Draft(one.account().id(), Notice.Event.CHOICE, Map.of("slow", pause)));
                    pause(pause);
                })));
            }
            for (Future<Object> written : threads.invokeAll(writers)) {
                written.get();
            }
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < writers.size(); i++) {
                ids.add(Long.valueOf(stream.next("choice").id()));
            }
            assertThat(ids).isSorted().doesNotHaveDuplicates();
            assertThat(stream.silent()).isTrue();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void changeThatIsNotStoredIsNotTold() {
        try (EventStream stream = stream(one)) {
            transactions.executeWithoutResult(transaction -> {
                telephones.from("6175550107").rings(one.extension());
                transaction.setRollbackOnly();
            });
            assertThat(stream.silent()).isTrue();
        }
    }

    @Test
    void clientThatDoesNotReadHoldsUpNobodyAndIsCutOff() throws Exception {
        try (Socket deaf = deaf();
                EventStream stream = stream(one)) {
            String bulk = "x".repeat(60_000);
            for (int i = 0; i < 400; i++) {
                int number = i;
                transactions.executeWithoutResult(transaction -> notices.write(new Notice.Draft(
                        one.account().id(), Notice.Event.CHOICE, Map.of("number", number, "text", bulk))));
            }
            for (int i = 0; i < 400; i++) {
                assertThat(stream.next("choice").number("$.number")).isEqualTo(i);
            }
            assertThat(deaf.isClosed()).isFalse();
            for (int i = 0; i < 50 && streams.of(one.account().id()).size() > 1; i++) {
                pause(100);
            }
            assertThat(streams.of(one.account().id())).hasSize(1);
        }
    }

    private Socket deaf() throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write(("GET /live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                                + one.desk().cookies() + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 50 && streams.of(one.account().id()).isEmpty(); i++) {
            pause(100);
        }
        return socket;
    }

    @Test
    void clientThatIsGoneIsForgotten() {
        stream(one).close();
        for (int i = 0; i < 50 && !streams.of(one.account().id()).isEmpty(); i++) {
            pause(100);
        }
        assertThat(streams.of(one.account().id())).isEmpty();
    }

    @Test
    void streamEndsWithTheSignIn() {
        try (EventStream stream = stream(one);
                EventStream theirs = stream(other)) {
            post(one, "/logout");
            assertThat(stream.next().name()).isEqualTo("end");
            assertThat(theirs.silent()).isTrue();
        }
    }

    @Test
    void streamOfADisabledAccountEnds() {
        try (EventStream stream = stream(one)) {
            jdbc.sql("update account set enabled = false where id = :id")
                    .param("id", one.account().id().value())
                    .update();
            assertThat(stream.next(12_000).name()).isEqualTo("end");
        }
    }

    @Test
    void formOpensAsTheAgentHasChosen() {
        try (EventStream stream = stream(one)) {
            choose(Opens.RING, false, false, false);
            telephones.from("6175550110").rings(one.extension());
            assertThat(stream.next("call-ringing").call())
                    .isEqualTo(stream.next("pop").call());
            choose(Opens.CLICK, false, false, false);
            long call = ringAndAnswer(stream);
            assertThat(stream.silent()).isTrue();
            assertThat(reason(call)).isEqualTo(PopReason.CLICK);
            choose(Opens.RING, false, false, true);
            assertThat(stream.next("choice").text("$.do_not_disturb")).isEqualTo("true");
            call = ringAndAnswer(stream);
            assertThat(stream.silent()).isTrue();
            assertThat(reason(call)).isEqualTo(PopReason.DO_NOT_DISTURB);
        }
    }

    private void choose(Opens opens, boolean outbound, boolean internal, boolean quiet) {
        pops.choose(one.account().id(), new PopChoice(opens, outbound, internal, quiet));
    }

    private long ringAndAnswer(EventStream stream) {
        var line = telephones.from("6175550111").rings(one.extension());
        long call = stream.next("call-ringing").call();
        line.answers(one.extension());
        stream.next("call-answered");
        return call;
    }

    private PopReason reason(long call) {
        return pops.of(new CallId(call)).getFirst().reason();
    }

    @Test
    void outgoingCallOpensItsFormOnlyWhenAskedTo() {
        try (EventStream stream = stream(one)) {
            telephones
                    .of(Direction.OUTBOUND, "", "6175550112")
                    .dials(one.extension())
                    .answers("6175550112");
            Event dials = stream.next("call-ringing");
            assertThat(dials.text("$.state")).isEqualTo("dialling");
            assertThat(dials.text("$.number")).isEqualTo("6175550112");
            stream.next("call-answered");
            assertThat(stream.silent()).isTrue();
            assertThat(reason(dials.call())).isEqualTo(PopReason.OUTBOUND);
            choose(Opens.ANSWER, true, false, false);
            telephones
                    .of(Direction.OUTBOUND, "", "6175550113")
                    .dials(one.extension())
                    .answers("6175550113");
            assertThat(stream.next("pop").text("$.direction")).isEqualTo("outbound");
        }
    }

    @Test
    void ofAllTabsOneGetsTheFormAndItsPageAcknowledgesIt() throws Exception {
        try (EventStream stream = stream(one);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            telephones.from("6175550114").rings(one.extension()).answers(one.extension());
            Event offer = stream.next("pop");
            long pop = offer.number("$.pop");
            Answer page = one.desk().get("/account");
            List<Callable<Integer>> tabs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tabs.add(() -> one.desk()
                        .post("/live/pops/" + pop + "/claim", page, Map.of("tab", "a"))
                        .status());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(tabs)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnlyOnce(200).contains(409);
            assertThat(stream.next("pop-taken").number("$.pop")).isEqualTo(pop);
            assertThat(post(one, "/live/pops/" + pop + "/acknowledge").status()).isEqualTo(204);
            assertThat(post(one, "/live/pops/" + pop + "/notified").status()).isEqualTo(409);
            assertThat(pops.of(new CallId(offer.call())))
                    .singleElement()
                    .satisfies(known -> assertThat(known.state()).isEqualTo(PopState.ACKNOWLEDGED));
        }
    }

    @Test
    void formOfAnotherAgentCannotBeClaimed() {
        try (EventStream stream = stream(one)) {
            telephones.from("6175550115").rings(one.extension()).answers(one.extension());
            long pop = stream.next("pop").number("$.pop");
            assertThat(post(other, "/live/pops/" + pop + "/claim").status()).isEqualTo(409);
            assertThat(post(one, "/live/pops/" + pop + "/claim").status()).isEqualTo(200);
        }
    }

    @Test
    void callLeadsToItsFormOrToTheRecordThatWasKeyed() {
        try (EventStream stream = stream(one)) {
            telephones.from("6175550116").rings(one.extension()).answers(one.extension());
            String form = stream.next("pop").text("$.form");
            Answer page = one.desk().open(form);
            assertThat(page.pageName()).isEqualTo("phone-call");
            assertThat(page.body()).contains("6175550116");
            String again = one.desk().open(form).page().select("input[name=o]").attr("value");
            assertThat(again).isNotEmpty();
            telephones
                    .from("6175550117")
                    .keys("99999999")
                    .rings(one.extension())
                    .answers(one.extension());
            assertThat(one.desk().get(stream.next("pop").text("$.form")).location())
                    .startsWith("/records/new?o=");
            assertThat(one.desk().get("/calls/999999999/form").status()).isEqualTo(404);
        }
    }

    @Test
    void ownPageKeepsTheChoice() {
        Answer page = one.desk().get("/account/calls");
        assertThat(page.page().select("[name=opens][checked]").attr("value")).isEqualTo("answer");
        Answer saved = one.desk()
                .post("/account/calls", page, Map.of("opens", "ring", "internal", "true", "doNotDisturb", "true"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(pops.choice(one.account().id())).isEqualTo(new PopChoice(Opens.RING, false, true, true));
        assertThat(one.desk()
                        .post("/account/calls", page, Map.of("opens", "never"))
                        .status())
                .isEqualTo(422);
    }
}
