package org.ringdesk.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RawHttp;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.pbx.FeedKind;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@RingdeskTest
@TestPropertySource(
        properties = {
            "ringdesk.bounds.connections=40",
            "ringdesk.bounds.connections-per-address=10",
            "ringdesk.bounds.requests-at-once=2",
            "ringdesk.bounds.strangers-at-once=2",
            "ringdesk.bounds.patience=1s",
            "ringdesk.bounds.unread-answers=200KB",
            "ringdesk.bounds.head=1s",
            "ringdesk.bounds.body=2s",
            "ringdesk.bounds.answer=3s"
        })
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("StringConcatToTextBlock") // The wire's line ends are not a text block's.
class BoundsTest {
    private static final String HALF_A_HEAD = "GET /login HTTP/1.1\r\nX: ";
    private static final String HALF_A_FORM = "POST /login HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30000\r\n\r\na";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    RequestTurns turns;

    @Autowired
    Feeds feeds;

    @Autowired
    List<FeedKind> kinds;

    @ParameterizedTest
    @ValueSource(strings = {HALF_A_HEAD, HALF_A_FORM, ""})
    void anAddressHoldsOnlySoManyConnections(String sent) throws IOException {
        try (var flood = new Flood(port)) {
            IntStream.range(0, 60).forEach(i -> flood.open(7, sent));
            assertThat(eventually(() -> flood.open() <= 10)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HALF_A_HEAD, HALF_A_FORM, ""})
    void manyAddressesHoldOnlySoManyAndWhoComesFromElsewhereIsServed(String sent) throws IOException {
        try (var flood = new Flood(port)) {
            IntStream.range(0, 400).forEach(i -> flood.open(2 + i % 200, sent));
            assertThat(new Desk(port).get("/login").status()).isEqualTo(200);
            assertThat(eventually(() -> flood.open() <= 40)).isTrue();
        }
    }

    /** Two turns; what is sent slowly must not hold one, whatever it says that it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "application/json",
                "text/plain"
            })
    void nobodyHoldsTheTurnsOfStrangers(String type) throws IOException {
        String half = HALF_A_FORM.replace("application/x-www-form-urlencoded", type);
        try (var flood = new Flood(port)) {
            for (String address : List.of(
                    "/login", "/no-such-page", "/actuator/health", "/api/v1/cti/none", "/phone/none/incoming")) {
                IntStream.range(0, 4).forEach(i -> flood.open(20 + i, half.replace("/login", address)));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(new Desk(port).get("/login").status()).isEqualTo(200);
                assertThat(new Desk(port).get("/actuator/health/liveness").status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void whoeverWatchesTheServerIsAnsweredWhileStrangersWaitForTheirTurns() throws Exception {
        Desk agent = accounts.agent(port);
        var asked = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> held = () -> turns.strangers.take(RequestTurns.UNKNOWN, () -> {
                asked.countDown();
                await(end);
            });
            List<Future<Boolean>> all = List.of(threads.submit(held), threads.submit(held));
            asked.await();
            try {
                assertThat(new Desk(port).get("/login").status()).isEqualTo(503);
                assertThat(new Desk(port).get("/actuator/healthx").status()).isEqualTo(503);
                assertThat(new Desk(port).get("/actuator/health/liveness").status())
                        .isEqualTo(200);
                assertThat(agent.get("/records").status()).isEqualTo(200);
            } finally {
                end.countDown();
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void answersThatNobodyReadsAreKeptOnlySoFar() throws IOException {
        String style = Jsoup.parse(new Desk(port).get("/login").body())
                .select("link[rel=stylesheet]")
                .attr("href");
        String many = ("GET " + style + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(100);
        try (var flood = new Flood(port)) {
            var from = new AtomicInteger();
            assertThat(eventually(() -> {
                        flood.openAndReadNothing(20 + from.getAndIncrement() % 20, many);
                        return new Desk(port).get(style).status() == 503;
                    }))
                    .isTrue();
            assertThat(eventually(() -> new Desk(port).get(style).status() == 200))
                    .isTrue();
        }
        // Others of its package are three times as long.
        assertThat(new Desk(port).get("/webjars/htmx.org/2.0.10/dist/htmx.js").status())
                .isEqualTo(303);
    }

    @Test
    void aPageSaysNotMuchOfWhatAStrangerSent() {
        String quotes = "%22".repeat(9_000);
        for (String field : List.of("username", "to", "resume")) {
            Desk.Answer answer = new Desk(port)
                    .send("POST", "/login", field + "=" + quotes, "Content-Type", "application/x-www-form-urlencoded");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().length()).as(field).isLessThan(20_000);
        }
    }

    @Test
    void agentsGoOnWhileAFloodIsHeld() throws IOException {
        Desk agent = accounts.agent(port);
        try (var flood = new Flood(port)) {
            for (int i = 0; i < 300; i++) {
                flood.open(2 + i % 200, HALF_A_FORM);
                if (i % 10 == 0) {
                    assertThat(agent.get("/records").status()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void headersThatDripAreNotWaitedFor() throws Exception {
        try (var flood = new Flood(port)) {
            Socket slow = flood.open(9, "GET /login HTTP/1.1\r\n");
            assertThat(endsWhileDripping(slow, "X: a\r\n")).isTrue();
        }
    }

    @Test
    void aFormThatDripsIsNotWaitedFor() throws Exception {
        try (var flood = new Flood(port)) {
            Socket slow = flood.open(9, HALF_A_FORM);
            assertThat(endsWhileDripping(slow, "b")).isTrue();
        }
    }

    @Test
    void theRestOfARefusedBodyIsNotWaitedFor() throws Exception {
        try (var flood = new Flood(port)) {
            Socket slow = flood.open(9, HALF_A_FORM.replace("30000", "5000000"));
            assertThat(endsWhileDripping(slow, "b")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aLargeFormOfSomebodyUnknownIsRefusedBeforeItIsRead(String method) {
        String answer = RawHttp.send(
                port,
                method + " /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 70000\r\n\r\na");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("data-page=\"error\"");
    }

    @Test
    void aFormOfUnknownLengthIsRefusedToSomebodyUnknown() {
        String answer = RawHttp.send(
                port,
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
        assertThat(answer).startsWith("HTTP/1.1 411");
    }

    @Test
    void uploadsOfSomebodyUnknownAreNotWrittenAnywhere() {
        String answer = RawHttp.send(
                port,
                "POST /people/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                        + "Content-Length: 200000000\r\n\r\n--b\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void uploadsBelongToTheImportOnly() {
        Desk.Answer answer = accounts.agent(port)
                .send("POST", "/records", "--b--", "Content-Type", "multipart/form-data; boundary=b");
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void aProgramsBodyWithoutALengthIsBoundedToo() {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        String answer = RawHttp.send(
                port,
                "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + accounts.bearer()
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17)
                        + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    /** Two turns, and four who ask for more than the kernel keeps and read none of it. */
    @Test
    void whoDoesNotReadAnswersHoldsNoTurn() throws IOException {
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(2_048);
                socket.connect(new InetSocketAddress("localhost", port));
                deaf.add(socket);
                socket.getOutputStream()
                        .write("GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .repeat(100)
                                .getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(new Desk(port).get("/login").status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void whoMayNotUploadIsToldBeforeAByteOfTheFileIsRead() throws IOException {
        String cookies = accounts.agent(port).cookies();

        assertThat(upload(cookies)).startsWith("HTTP/1.1 403");
        assertThat(upload(cookies.replace("RINGDESK_SIGN_IN=", "RINGDESK_SIGN_IN=x")))
                .startsWith("HTTP/1.1 413");
    }

    /** The first line of the answer, which comes while the server waits for the file still. */
    private String upload(String cookies) throws IOException {
        String head = "POST /people/import HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n--b\r\n";
        try (var socket = new Socket("localhost", port);
                var answer = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return answer.readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login?x=secret%FF", "/login?%FF=1", "/setup/%FF?x=%ZZ", "/records?q=%FF", "/api/v1/match?x=%FF"
            })
    void whatCannotBeDecodedIsAnsweredAndNotLogged(String target, CapturedOutput output) {
        assertThat(RawHttp.get(port, target))
                .containsPattern("^HTTP/1.1 (303|40[0134])")
                .contains("Content-Security-Policy: default-src 'none'");
        assertThat(output.getAll().lines().filter(line -> line.contains("Exception")))
                .isEmpty();
    }

    /** Two turns; four messages from elsewhere that hang, by the token of a phone system that told of a call before. */
    @Test
    void whoeverHasAPhoneSystemsTokenTakesNoTurnFromIt() throws IOException {
        String token = "bounds-feed";
        feeds.put(
                kinds.stream()
                        .filter(kind -> kind.key().equals("generic-cti"))
                        .findFirst()
                        .orElseThrow(),
                "Bounds",
                token,
                Map.of());
        String call = "event=newCall&direction=in&from=6175550142&to=200&callId=bounds&user=299";
        String hanging = "POST /api/v1/cti/" + token + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30000\r\n\r\na";
        assertThat(told(token, call)).isEqualTo(200);
        try (var flood = new Flood(port)) {
            for (int i = 0; i < 4; i++) {
                flood.open(8, hanging);
            }
            for (int i = 0; i < 6; i++) {
                assertThat(told(token, call)).isEqualTo(200);
            }
        } finally {
            told(token, call.replace("newCall", "hangup") + "&cause=normalClearing");
        }
    }

    private int told(String token, String call) {
        return new Desk(port)
                .send("POST", "/api/v1/cti/" + token, call, "Content-Type", "application/x-www-form-urlencoded")
                .status();
    }

    private static boolean endsWhileDripping(Socket socket, String drop) throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            try {
                socket.getOutputStream().write(drop.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException ended) {
                return true;
            }
            if (Flood.isEnded(socket, 250)) {
                return true;
            }
        }
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean eventually(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            if (holds.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/records", "/api/v1/records", "/actuator/health", "/%"})
    void browserMayKnowAsManyLanguagesAsItLikes(String target, CapturedOutput output) {
        String languages = IntStream.range(0, 6_000)
                .mapToObj(i -> "a" + Integer.toString(36 * 36 + i, 36))
                .collect(Collectors.joining(","));
        long begun = System.nanoTime();

        String answer = RawHttp.send(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: de," + languages
                        + "\r\nAccept-Language: " + languages.substring(0, 5_000) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (200|303|40[01])");
        assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    /** Two turns; four forms of somebody who signed out, whose cookie was copied before. */
    @Test
    void copyOfACookieThatIsOverTakesNoTurnFromItsAccount() throws IOException {
        Desk former = accounts.agent(port);
        String copied = former.cookies();
        former.post("/logout", former.get("/account"), Map.of());
        Desk agent = accounts.agent(port);
        assertThat(agent.get("/records").status()).isEqualTo(200);
        try (var flood = new Flood(port)) {
            for (int i = 0; i < 4; i++) {
                flood.open(
                        8, HALF_A_FORM.replace("Host: localhost\r\n", "Host: localhost\r\nCookie: " + copied + "\r\n"));
            }
            for (int i = 0; i < 6; i++) {
                assertThat(agent.get("/records").status()).isEqualTo(200);
            }
        }
    }
}
