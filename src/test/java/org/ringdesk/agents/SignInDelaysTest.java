package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class SignInDelaysTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void threeTriesFromAnAddressAreFreeThenTheWaitDoublesUpToAQuarterOfAnHour() {
        fail("doro", "10.0.0.1", 2);
        assertThat(waiting("doro", "10.0.0.1")).isZero();

        fail("doro", "10.0.0.1", 1);
        assertThat(waiting("doro", "10.0.0.1")).hasSeconds(2);
        fail("doro", "10.0.0.1", 1);
        assertThat(waiting("doro", "10.0.0.1")).hasSeconds(4);
        fail("doro", "10.0.0.1", 12);
        assertThat(waiting("doro", "10.0.0.1")).hasMinutes(15);
        assertThat(waiting("doro", "10.0.0.2")).isZero();
        assertThat(waiting("other", "10.0.0.1")).isZero();
    }

    @Test
    void twentyTriesFromAnywhereAreFree() {
        for (int i = 1; i <= 19; i++) {
            fail("spread", "10.1.0." + i, 1);
        }
        assertThat(waiting("spread", "10.2.0.1")).isZero();

        fail("Spread ", "10.1.0.20", 1);

        assertThat(waiting("spread", "10.2.0.1")).hasSeconds(2);
    }

    @Test
    void successClearsTheFailures() {
        fail("lucky", "10.0.0.1", 5);

        delays(NOON).succeeded("lucky", "10.0.0.1");

        assertThat(waiting("lucky", "10.0.0.1")).isZero();
    }

    @Test
    void whoHasToWaitIsToldHowLongEvenWithTheRightPassword() {
        testAccounts.account("waiter", Role.AGENT, "");
        Desk desk = new Desk(port);
        for (int i = 0; i < 3; i++) {
            signIn(desk, "wrong " + i);
        }

        Desk.Answer answer = signIn(desk, TestAccounts.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).matches("[12]");
        assertThat(answer.page().select("[role=alert]").text()).contains("second");
        assertThat(answer.page().select("#username").attr("value")).isEqualTo("waiter");
    }

    private Desk.Answer signIn(Desk desk, String password) {
        return desk.post("/login", desk.get("/login"), Map.of("username", "waiter", "password", password));
    }

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            delays(NOON).failed(login, address);
        }
    }

    private Duration waiting(String login, String address) {
        return delays(NOON).waiting(login, address);
    }

    private SignInDelays delays(Instant now) {
        return new SignInDelays(jdbc, Clock.fixed(now, ZoneOffset.UTC));
    }
}
