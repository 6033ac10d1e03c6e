package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class ImportApiTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    ImportJobRepository jobs;

    @Autowired
    Imports imports;

    @Autowired
    Clock clock;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port);
    }

    @Test
    void aFileIsTakenAtOnceAndItsRunIsTold() {
        Desk.Answer accepted = post("user_name,cust_int1\nimpapi1,1\nimpapi2,x\n", "text/csv");

        assertThat(accepted.status()).isEqualTo(202);
        JsonNode job = ended(accepted.location());
        assertThat(job.get("state").asString()).isEqualTo("done");
        assertThat(job.get("read").asLong()).isEqualTo(2);
        assertThat(job.get("created").asLong()).isEqualTo(1);
        assertThat(job.get("updated").asLong()).isZero();
        assertThat(job.get("rejected").asLong()).isEqualTo(1);
        assertThat(job.get("errors").get(0).get("line").asLong()).isEqualTo(3);
        assertThat(job.get("errors").get(0).get("message").asString()).contains("cust_int1");
        assertThat(job.get("failure").isNull()).isTrue();
    }

    @Test
    void aSecondImportIsRefusedWithTheAddressOfTheRunningOne() {
        long running = jobs.insert(ImportJob.Source.sent("test", 0), clock.instant());
        try {
            Desk.Answer refused = post("user_name\nimpapi3\n", "text/csv");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(json(refused).get("detail").asString()).contains("/api/v1/people/import/" + running);
        } finally {
            imports.endBrokenOff();
        }
    }

    @Test
    void anotherContentTypeOrAnUnknownRunOrNoTokenIsRefused() {
        assertThat(post("{}", "application/json").status()).isEqualTo(415);
        assertThat(get("/api/v1/people/import/999999").status()).isEqualTo(404);
        assertThat(desk.send("POST", "/api/v1/people/import", "user_name\nx\n", "Content-Type", "text/csv")
                        .status())
                .isEqualTo(401);
    }

    private JsonNode ended(String address) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(get(address)),
                        job -> !job.get("state").asString().equals("running"));
    }

    private Desk.Answer post(String body, String type) {
        return desk.send(
                "POST", "/api/v1/people/import", body, "Authorization", accounts.bearer(), "Content-Type", type);
    }

    private Desk.Answer get(String path) {
        return desk.get(path, "Authorization", accounts.bearer());
    }

    private static JsonNode json(Desk.Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
