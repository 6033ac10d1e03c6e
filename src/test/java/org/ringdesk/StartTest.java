package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@DemoTest
class StartTest {
    @LocalServerPort
    int port;

    @Test
    void aFreshInstallationAnswersHealthChecks() {
        assertThat(new Desk(port).get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void nobodyIsShownAListOfWhatCanBeMeasured() {
        Desk agent = new Desk(port).signIn("dana", "demo");
        assertThat(agent.get("/actuator").status()).isEqualTo(404);
    }
}
