package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.ServerProcess;
import org.ringdesk.pops.EventStream.Event;

/** The server is killed while telephones ring and agents talk, and started again: streams are right, and nothing opens twice. */
@Tag("process")
class RestartInMidCallTest {
    private static final String DANA = "201";
    private static final String OMAR = "202";
    private static final Duration RIGHT_AGAIN = Duration.ofSeconds(5);

    @TempDir
    Path data;

    private static ServerProcess start(int port, Path data) throws InterruptedException {
        return ServerProcess.startAt(port, data, "--spring.profiles.active=demo")
                .awaitReady();
    }

    private static void told(Desk phones, String event, String call, String more) {
        String body = "event=" + event + "&direction=in&from=6175550142&to=200&callId=" + call + more;
        Answer answer =
                phones.send("POST", "/api/v1/cti/demo", body, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static String at(String extension) {
        return "&user=" + extension + "&answeringNumber=" + extension;
    }

    @Test
    void streamsAreRightAgainAndWhatComesAfterTheRestartCounts() throws InterruptedException {
        ServerProcess killed =
                ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady();
        int port = killed.port();
        Desk dana = new Desk(port).signIn("dana", "demo");
        Desk omar = new Desk(port).signIn("omar", "demo");
        Desk phones = new Desk(port);
        String heardByDana;
        String heardByOmar;
        try (EventStream first = EventStream.open(port, dana);
                EventStream second = EventStream.open(port, omar)) {
            assertThat(first.next().name()).isEqualTo("calls");
            assertThat(second.next().name()).isEqualTo("calls");
            told(phones, "newCall", "talks", "&user=" + DANA);
            told(phones, "answer", "talks", at(DANA));
            Event pop = first.next("pop");
            Answer page = dana.get("/account");
            assertThat(dana.post("/live/pops/" + pop.number("$.pop") + "/claim", page, Map.of("tab", "a"))
                            .status())
                    .isEqualTo(200);
            heardByDana = first.next("pop-taken").id();
            told(phones, "newCall", "rings", "&user=" + OMAR);
            heardByOmar = second.next("call-ringing").id();
            killed.kill();
        }
        try (ServerProcess restarted = start(port, data)) {
            long ready = System.nanoTime();
            try (EventStream anew = EventStream.open(restarted.port(), dana);
                    EventStream goesOn = EventStream.open(restarted.port(), dana, heardByDana);
                    EventStream ringing = EventStream.open(restarted.port(), omar, heardByOmar)) {
                Event state = anew.next();
                assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(RIGHT_AGAIN);
                assertThat(state.list("$.calls[*].state")).containsExactly("talking");
                assertThat(state.list("$.pops")).isEmpty();

                told(phones, "answer", "rings", at(OMAR));
                assertThat(ringing.next().name()).isEqualTo("call-answered");
                assertThat(ringing.next().name()).isEqualTo("pop");
                // The phone system sends again what it got no answer to.
                told(phones, "answer", "rings", at(OMAR));
                told(phones, "answer", "talks", at(DANA));
                told(phones, "hangup", "talks", "&cause=normalClearing");
                assertThat(goesOn.next().name()).isEqualTo("call-gone");
                assertThat(ringing.silent()).isTrue();
                assertThat(goesOn.silent()).isTrue();
            }
        }
    }
}
