package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.ServerProcess;

/** Two servers share a database: what one is told, the streams of both say; a form opens once over both. */
@Tag("process")
class TwoNodesTest {
    private static final String DEMO = "--spring.profiles.active=demo";

    @TempDir
    Path data;

    /** One that uses the first one's database. */
    private ServerProcess second() throws IOException, InterruptedException {
        Path postgres = data.resolve("postgres");
        String port = Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                .get(3)
                .strip();
        return ServerProcess.start(
                        data.resolve("second"),
                        DEMO,
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        "--spring.datasource.username=ringdesk",
                        "--spring.datasource.password="
                                + Files.readString(postgres.resolve("password")).strip(),
                        "--ringdesk.seal.key="
                                + Files.readString(data.resolve("seal.key")).strip())
                .awaitReady();
    }

    private static void told(Desk phones, String event, String more) {
        String body = "event=" + event + "&direction=in&from=6175550142&to=200&callId=both" + more;
        Answer answer =
                phones.send("POST", "/api/v1/cti/demo", body, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void whatOneNodeIsToldTheOtherOnesStreamsSayAndOneTabOfAllGetsTheForm() throws Exception {
        try (ServerProcess first = ServerProcess.start(data, DEMO).awaitReady();
                ServerProcess second = second()) {
            Desk here = new Desk(first.port()).signIn("dana", "demo");
            Desk there = new Desk(second.port()).signIn("dana", "demo");
            try (EventStream near = EventStream.open(first.port(), here);
                    EventStream far = EventStream.open(second.port(), there)) {
                assertThat(near.next().name()).isEqualTo("calls");
                assertThat(far.next().name()).isEqualTo("calls");
                told(new Desk(first.port()), "newCall", "&user=201");
                assertThat(far.next("call-ringing")).isEqualTo(near.next("call-ringing"));
                // The phone system has gone over to the other node.
                told(new Desk(second.port()), "answer", "&user=201&answeringNumber=201");
                long pop = near.next("pop").number("$.pop");
                assertThat(far.next("pop").number("$.pop")).isEqualTo(pop);

                assertThat(claims(pop, List.of(here, there)))
                        .containsOnlyOnce(200)
                        .containsOnly(200, 409);
                assertThat(near.next("pop-taken")).isEqualTo(far.next("pop-taken"));
                assertThat(near.silent()).isTrue();
                assertThat(far.silent()).isTrue();
            }
        }
    }

    /** Four tabs at each node, at the same moment. */
    private static List<Integer> claims(long pop, List<Desk> nodes) throws Exception {
        List<Callable<Integer>> tabs = new ArrayList<>();
        for (Desk node : nodes) {
            Answer page = node.get("/account");
            for (int i = 0; i < 4; i++) {
                tabs.add(() -> node.post("/live/pops/" + pop + "/claim", page, Map.of("tab", "a"))
                        .status());
            }
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(tabs)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
