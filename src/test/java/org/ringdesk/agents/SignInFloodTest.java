package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.passwords.Hashing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The threads on which passwords are hashed are held; a long wait lets nothing here depend on time. */
@RingdeskTest
@TestPropertySource(
        properties = {
            "ringdesk.sign-in.hashing-threads=1",
            "ringdesk.sign-in.longest-wait=5m",
            "ringdesk.bounds.patience=5m"
        })
@SuppressWarnings("ReferenceEquality") // Which of the futures it is.
class SignInFloodTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    Hashing hashing;

    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void release() {
        held.countDown();
        threads.shutdownNow();
    }

    @Test
    void sixtySignInsAtOnceLeavePagesFreeAndMostAreAskedToTryAgain() throws Exception {
        Desk agent = testAccounts.agent(port);
        Desk stranger = new Desk(port);
        Desk.Answer form = stranger.get("/login");
        hold();

        List<Future<Desk.Answer>> flood = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String login = "flood" + i;
            flood.add(threads.submit(() -> stranger.post(
                    "/login", form, Map.of("username", login, "password", "x", "to", "sealed-way-back"))));
        }
        List<Desk.Answer> refused = new ArrayList<>();
        while (refused.size() < 56) {
            Future<Desk.Answer> answered =
                    flood.stream().filter(Future::isDone).findFirst().orElse(null);
            if (answered == null) {
                assertThat(agent.get("/account").status()).isEqualTo(200);
            } else {
                flood.removeIf(other -> other == answered);
                refused.add(answered.get());
            }
        }

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.pageName()).isEqualTo("sign-in");
            assertThat(answer.page().select("#username").attr("value")).startsWith("flood");
            assertThat(answer.page().select("[name=to]").attr("value")).isEqualTo("sealed-way-back");
            assertThat(answer.page().select("[type=password]").attr("value")).isEmpty();
            assertThat(answer.page().select("[role=alert]").text()).contains("few seconds");
        });
        assertThat(agent.get("/account").status()).isEqualTo(200);
        held.countDown();
        for (Future<Desk.Answer> waiting : flood) {
            assertThat(waiting.get().status()).isEqualTo(401);
        }
    }

    @Test
    void linkIsNotUsedUpByAPasswordThatCouldNotBeHashed() throws Exception {
        String link =
                accounts.invite(testAccounts.account("flooded", Role.AGENT, "").id(), testAccounts.administratorId());
        Desk desk = new Desk(port);
        Desk.Answer page = desk.get(link);
        hold();
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Object who = "account " + i;
            others.add(threads.submit(() -> hashing.inTurn(Hashing.Lane.KNOWN, who, () -> "")));
        }
        while (others.stream().filter(Future::isDone).count() < 4) {
            Thread.sleep(1);
        }

        Desk.Answer busy =
                desk.post(link, page, Map.of("password", "battery staple", "passwordAgain", "battery staple"));

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isEqualTo("2");
        assertThat(busy.page().select(".error").text()).contains("few seconds");
        held.countDown();
        while (!others.stream().allMatch(Future::isDone)) {
            Thread.sleep(1);
        }
        assertThat(desk.post(link, busy, Map.of("password", "battery staple", "passwordAgain", "battery staple"))
                        .status())
                .isEqualTo(303);
    }

    private void hold() throws InterruptedException {
        var begun = new CountDownLatch(1);
        Future<?> _ = threads.submit(() -> hashing.inTurn(Hashing.Lane.KNOWN, "holds", () -> {
            begun.countDown();
            held.await();
            return "";
        }));
        begun.await();
    }
}
