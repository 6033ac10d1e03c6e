package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class StartTest {
    @LocalServerPort
    int port;

    @Test
    void aFreshInstallationAnswersHealthChecks() {
        assertThat(new Desk(port).get("/actuator/health/readiness").status()).isEqualTo(200);
    }
}
