package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.ApiTokens;
import org.ringdesk.agents.Role;
import org.ringdesk.agents.Scope;
import org.ringdesk.calls.CallId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A token that may only write reads nothing by writing, whatever it sends, and a key is its token's own. */
@RingdeskTest
class WriteOnlyTokenTest {
    private static final String RECORDS = "/api/v1/records";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Autowired
    JsonMapper json;

    String writer = "";
    String both = "";

    @BeforeEach
    void tokens() {
        writer = tokens.create("writer", EnumSet.of(Scope.RECORDS_WRITE, Scope.PEOPLE_WRITE), null);
        both = tokens.create("both", EnumSet.of(Scope.RECORDS_WRITE, Scope.RECORDS_READ), null);
    }

    @Test
    void newRecordIsAnsweredByNumberAndVersionAlone() {
        JsonNode record = json(post(writer, "{\"title\":\"Quiet\"}", UUID.randomUUID()));

        assertThat(names(record)).containsExactly("id", "version");
    }

    @Test
    void changeIsAnsweredByNumberAndVersionAlone() {
        String path = RECORDS + "/"
                + json(post(both, "{\"title\":\"Known\"}", UUID.randomUUID())).path("id");

        assertThat(names(json(send(writer, "PATCH", path, "{\"version\":1,\"urgency\":\"high\"}"))))
                .containsExactly("id", "version");
        assertThat(send(writer, "PATCH", path, "{\"version\":999,\"title\":\"x\"}")
                        .body())
                .contains("\"version\":2")
                .doesNotContain("Known")
                .doesNotContain("current");
        assertThat(send(both, "PATCH", path, "{\"version\":999,\"title\":\"x\"}")
                        .body())
                .contains("current", "Known");
    }

    @Test
    void personIsAnsweredByNumberAndVersionAlone() {
        String unique = "wo" + UUID.randomUUID();
        String body = "{\"user_name\":\"" + unique + "\",\"last_name\":\"Secretname\",\"phone\":\"617-555-0133\"}";

        JsonNode person = json(send(writer, "POST", "/api/v1/people", body));
        String path = "/api/v1/people/" + person.path("id");

        assertThat(names(person)).containsExactly("id", "version");
        assertThat(names(json(send(writer, "PATCH", path, "{}")))).containsExactly("id", "version");
        assertThat(send(writer, "PATCH", path, "{\"version\":77,\"phone\":\"1\"}")
                        .body())
                .doesNotContain("Secretname");
        Desk.Answer taken = send(writer, "POST", "/api/v1/people", "{\"user_name\":\"" + unique + "\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).doesNotContain("Secretname");
    }

    @Test
    void personInUseIsNotNamed() {
        accounts.account("secretlogin", Role.AGENT, "");
        String path = "/api/v1/people/" + accounts.person("secretlogin");

        Desk.Answer refused = send(writer, "DELETE", path, "");
        Desk.Answer renamed = send(writer, "PATCH", path, "{\"user_name\":\"other\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(renamed.status()).isEqualTo(403);
        assertThat(refused.body() + renamed.body()).doesNotContain("secretlogin");
    }

    @Test
    void keyOfACallsFormIsNobodysElse() {
        UUID submission = Opening.submission(new CallId(987654321));
        records.create(new NewRecord(confidential(), Source.PHONE, submission), new Actor(null, "test"));

        Desk.Answer answer = post(both, "{\"title\":\"x\"}", submission);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).doesNotContain("Confidential");
    }

    @Test
    void keyIsItsTokensOwn() {
        UUID key = UUID.randomUUID();
        Desk.Answer first = post(both, "{\"title\":\"Mine\"}", key);
        Desk.Answer other = post(writer, "{\"title\":\"Mine\"}", key);

        assertThat(other.location()).isNotEqualTo(first.location());
        assertThat(post(both, "{ \"title\" : \"Mine\" }", key).body()).isEqualTo(first.body());
    }

    @Test
    void keyWithAnotherBodyIsRefused() {
        UUID key = UUID.randomUUID();
        post(both, "{\"title\":\"One\"}", key);

        Desk.Answer refused = post(both, "{\"title\":\"Two\"}", key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("records.api.idempotency-key-used");
    }

    @Test
    void recordThatWasRestrictedMeanwhileIsNotShownAgain() {
        UUID key = UUID.randomUUID();
        Desk.Answer first = post(both, "{\"title\":\"Open once\"}", key);
        Desk boss = accounts.administrator(port);
        String number = first.location().replaceFirst(".*/", "");
        var changes = Map.of("restricted", "true", "title", "Now confidential", "action", "save");
        Desk.Answer page = boss.get("/records/" + number);
        Desk.Answer restricted =
                boss.post("/records/" + number, page, SentForm.fields(page.page(), "#record-edit", changes));
        assertThat(restricted.status()).isEqualTo(303);

        Desk.Answer again = post(both, "{\"title\":\"Open once\"}", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(again.body()).doesNotContain("confidential").doesNotContain("title");
    }

    @Test
    void twentyAtOnceMakeOneRecord() throws InterruptedException {
        UUID key = UUID.randomUUID();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Desk.Answer>> same = IntStream.range(0, 20)
                    .mapToObj(i -> (Callable<Desk.Answer>) () -> post(both, "{\"title\":\"Once\"}", key))
                    .toList();
            assertThat(threads.invokeAll(same).stream()
                            .map(answer -> answer.resultNow().location())
                            .collect(Collectors.toSet()))
                    .hasSize(1);
        }
    }

    private RecordDetails confidential() {
        RecordDetails d = RecordExamples.details(catalog, "Confidential complaint");
        return new RecordDetails(
                d.type(), d.title(), "", d.status(), d.urgency(), d.impact(), null, null, null, true, null, "");
    }

    private Desk.Answer post(String token, String body, UUID key) {
        return send(token, "POST", RECORDS, body, "Idempotency-Key", key.toString());
    }

    private Desk.Answer send(String token, String method, String path, String body, String... more) {
        List<String> headers =
                new ArrayList<>(List.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
        headers.addAll(List.of(more));
        return new Desk(port).send(method, path, body, headers.toArray(String[]::new));
    }

    private JsonNode json(Desk.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return json.readTree(answer.body());
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }
}
