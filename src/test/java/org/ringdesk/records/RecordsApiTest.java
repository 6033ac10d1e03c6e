package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class RecordsApiTest {
    private static final String RECORDS = "/api/v1/records";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JsonMapper json;

    Desk desk;
    String bearer = "";

    @BeforeEach
    void token() {
        desk = new Desk(port);
        bearer = accounts.bearer();
    }

    private Desk.Answer send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", bearer, "Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return desk.send(method, path, body, all.toArray(String[]::new));
    }

    private Desk.Answer get(String path) {
        return desk.get(path, "Authorization", bearer);
    }

    private JsonNode json(Desk.Answer answer) {
        return json.readTree(answer.body());
    }

    private JsonNode created(String body) {
        Desk.Answer answer = send("POST", RECORDS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    @Test
    void aPostedRecordIsAnsweredWithItsAddressAndReadBack() {
        accounts.account("apiuser1", Role.END_USER, "");
        accounts.account(TestAccounts.AGENT, Role.AGENT, "211");
        Desk.Answer answer = send("POST", RECORDS, """
                {"type": "request", "title": "New laptop", "description": "By Monday", "request_user": "APIUSER1",
                 "status": "In progress", "urgency": "high", "impact": 3, "category": "Hardware",
                 "subcategory": "Computer", "third_level": "Slow", "assignee": "agent1"}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode record = json(answer);
        assertThat(answer.location())
                .isEqualTo(RECORDS + "/" + record.path("id").asLong());
        assertThat(json(get(answer.location()))).isEqualTo(record);
        assertThat(record.path("type").asString()).isEqualTo("request");
        assertThat(record.path("request_user").asString()).isEqualTo("apiuser1");
        assertThat(record.path("status").asString()).isEqualTo("In progress");
        assertThat(record.path("impact").asString()).isEqualTo("low");
        assertThat(record.path("priority").asInt()).isEqualTo(3);
        assertThat(record.path("third_level").asString()).isEqualTo("Slow");
        assertThat(record.path("assignee").asString()).isEqualTo("agent1");
        assertThat(record.path("source").asString()).isEqualTo("api");
        assertThat(record.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aRequestThatComesAgainWithItsIdempotencyKeyMakesOneRecord() {
        String key = UUID.randomUUID().toString();
        String first = send("POST", RECORDS, "{\"title\": \"Once\"}", "Idempotency-Key", key)
                .location();
        assertThat(send("POST", RECORDS, "{\"title\": \"Once\"}", "Idempotency-Key", key)
                        .location())
                .isEqualTo(first);
        assertThat(send("POST", RECORDS, "{\"title\": \"x\"}", "Idempotency-Key", "no uuid")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRecordThatCannotBeKeptIsRefusedFieldByField() {
        Desk.Answer answer = send("POST", RECORDS, """
                {"title": " ", "type": 8, "request_user": "nobody-at-all", "category": "Hardware", "third_level": "Toner",
                 "due_at": "soon"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(json(answer).path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("title", "type", "request_user", "third_level", "due_at");
        assertThat(json(answer).path("errors").findValuesAsString("message")).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"colour\": 1, \"title\": \"x\"}",
                "{\"title\": {}}",
                "{\"title\": \"x\", \"source\": \"phone\"}"
            })
    void whatIsNoRecordIsRefused(String body) {
        assertThat(send("POST", RECORDS, body).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\"title"})
    void whatIsNoJsonIsRefused(String body) {
        assertThat(send("POST", RECORDS, body).status()).isEqualTo(400);
    }

    @Test
    void nulAndHalfCharactersInJsonAreNoServerError() {
        JsonNode record = created("{\"title\": \"a\\u0000b\", \"description\": \"\\ud83d x\"}");
        assertThat(record.path("title").asString()).isEqualTo("ab");
    }

    @Test
    void aPatchChangesWhatItNames() {
        JsonNode record = created("{\"title\": \"Before\", \"description\": \"Stays\", \"urgency\": \"low\"}");
        Desk.Answer answer = send("PATCH", RECORDS + "/" + record.path("id"), """
                {"version": 1, "title": "After", "status": "Closed"}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("title").asString()).isEqualTo("After");
        assertThat(json(answer).path("description").asString()).isEqualTo("Stays");
        assertThat(json(answer).path("urgency").asString()).isEqualTo("low");
        assertThat(json(answer).path("closed_at").isNull()).isFalse();
        assertThat(json(answer).path("version").asInt()).isEqualTo(2);
    }

    @Test
    void aPatchFromAStaleVersionIsRefusedWithTheRecordAsItIs() {
        String path = RECORDS + "/" + created("{\"title\": \"First\"}").path("id");
        send("PATCH", path, "{\"version\": 1, \"title\": \"Second\"}");

        Desk.Answer stale = send("PATCH", path, "{\"version\": 1, \"title\": \"Third\"}");

        assertThat(stale.status()).isEqualTo(409);
        assertThat(json(stale).path("current").path("title").asString()).isEqualTo("Second");
        assertThat(send("PATCH", path, "{\"title\": \"Third\"}").status()).isEqualTo(428);
        assertThat(json(get(path)).path("title").asString()).isEqualTo("Second");
    }

    @Test
    void theListIsReadPageByPageAndFiltered() {
        String word = "apilist" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            created("{\"title\": \"" + word + "\", \"status\": \"" + (i == 0 ? "Closed" : "New") + "\"}");
        }
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(get(RECORDS + "?limit=2&sort=id&state=open&q=" + word + "&cursor=" + cursor));
            page.path("items").forEach(item -> ids.add(item.path("id").asLong()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        assertThat(ids).hasSize(4).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "sort=colour, priority",
        "colour=red, request_user",
        "limit=0, 200",
        "limit=201, 200",
        "limit=x, 200",
        "cursor=x, page",
        "type=x, incident",
        "status=x, Solved"
    })
    void aListThatCannotBeReadIsRefusedWithWhatThereIs(String query, String named) {
        Desk.Answer answer = get(RECORDS + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer).path("detail").asString()).contains(named);
    }

    @ParameterizedTest
    @CsvSource({"99999999, 404", "abc, 400"})
    void whatIsNoRecordIsAProblem(String number, int status) {
        assertThat(get(RECORDS + "/" + number).status()).isEqualTo(status);
        assertThat(get(RECORDS + "/" + number).header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aProgramSeesNoRestrictedRecord() {
        JsonNode record = created("{\"title\": \"Secret\", \"restricted\": true}");
        assertThat(get(RECORDS + "/" + record.path("id")).status()).isEqualTo(403);
    }

    @Test
    void withoutATokenThereIsNothingToSee() {
        assertThat(desk.get(RECORDS).status()).isEqualTo(401);
    }
}
