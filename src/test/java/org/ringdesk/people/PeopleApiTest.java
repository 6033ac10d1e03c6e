package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RingdeskTest
class PeopleApiTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port);
    }

    @Test
    void aNewPersonIsAnsweredWithAddressIdAndAllFields() {
        Desk.Answer answer = send("POST", "", """
                {"user_name": "CORP\\\\api1", "first_name": "Ada", "last_name": "Piper", "phone": "+1 617 555 0111",
                 "cust_int1": 42, "cust_int2": "007", "floor": 3, "vip": true, "company": "Piper & Sons",
                 "department": null, "notes": "a\\nb"}""");

        JsonNode json = json(answer);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.location())
                .isEqualTo("/api/v1/people/" + json.get("id").asLong());
        assertThat(json.get("user_name").asString()).isEqualTo("CORP\\api1");
        assertThat(json.get("display_name").asString()).isEqualTo("Ada Piper");
        assertThat(json.get("cust_int1").isIntegralNumber()).isTrue();
        assertThat(json.get("cust_int2").longValue()).isEqualTo(7);
        assertThat(json.get("floor").asString()).isEqualTo("3");
        assertThat(json.get("department").isNull()).isTrue();
        assertThat(json.get("enabled").booleanValue()).isTrue();
        assertThat(json.get("origin").asString()).isEqualTo("local");
        assertThat(json.get("version").intValue()).isEqualTo(1);
        assertThat(json(send("GET", "/" + json.get("id").asLong(), ""))).isEqualTo(json);
    }

    @Test
    void aPatchChangesWhatItNamesAndClearsNullAndEmptyText() {
        long id = create("{\"user_name\": \"api2\", \"building\": \"B\", \"floor\": \"2\", \"phone\": \"201\"}");

        JsonNode json = json(send("PATCH", "/" + id, "{\"building\": null, \"floor\": \"\", \"cubic\": \"C7\"}"));

        assertThat(json.get("building").isNull()).isTrue();
        assertThat(json.get("floor").isNull()).isTrue();
        assertThat(json.get("cubic").asString()).isEqualTo("C7");
        assertThat(json.get("phone").asString()).isEqualTo("201");
        assertThat(json.get("version").intValue()).isEqualTo(2);
    }

    @Test
    void aPatchFromAnOldVersionIsA409ThatSaysTheNewest() {
        long id = create("{\"user_name\": \"api3\"}");
        send("PATCH", "/" + id, "{\"floor\": \"1\", \"version\": 1}");

        Desk.Answer answer = send("PATCH", "/" + id, "{\"floor\": \"2\", \"version\": 1}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("\"code\":\"people.stale\"");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(json(answer).get("version").intValue()).isEqualTo(2);
        assertThat(json(send("GET", "/" + id, "")).get("floor").asString()).isEqualTo("1");
    }

    @Test
    void everyFieldThatIsWrongIsListedInA422() {
        Desk.Answer answer = send("POST", "", """
                {"first_name": "x", "cust_int1": "12 apples", "cust_int2": 1.5, "vip": "perhaps", "language": "??"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"code\":\"people.invalid\"");
        assertThat(json(answer).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("user_name", "cust_int1", "cust_int2", "vip", "language");
    }

    @Test
    void propertiesThatDoNotExistAreNamed() {
        Desk.Answer answer = send("POST", "", "{\"user_name\": \"api4\", \"telephone\": \"1\", \"phone\": {\"a\": 1}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(json(answer).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("telephone", "phone");
    }

    @Test
    void aUserNameThatIsTakenIsA409ThatNamesTheOtherPerson() {
        create("{\"user_name\": \"api5\", \"first_name\": \"Olga\"}");

        Desk.Answer answer = send("POST", "", "{\"user_name\": \"API5\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("\"code\":\"people.invalid\"");
        assertThat(json(answer).get("errors").get(0).get("message").asString()).contains("Olga");
    }

    @Test
    void deletingIsFinalAndRefusedWithAReasonWhereRecordsPoint() {
        long free = create("{\"user_name\": \"api6\"}");
        long used = create("{\"user_name\": \"api7\", \"first_name\": \"Ute\"}");
        jdbc.sql("""
                insert into service_record (type, title, status_id, urgency, impact, priority, source, request_user_id)
                values (1, 'Used', 1, 2, 2, 3, 'api', :id)""").param("id", used).update();

        assertThat(send("DELETE", "/" + free, "").status()).isEqualTo(204);
        assertThat(send("GET", "/" + free, "").status()).isEqualTo(404);
        Desk.Answer refused = send("DELETE", "/" + used, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(json(refused).get("detail").asString()).contains("Ute", "request user of one record");
    }

    @Test
    void listsArePagedByACursor() {
        for (int i = 0; i < 5; i++) {
            create("{\"user_name\": \"apilist" + i + "\", \"first_name\": \"Listable\"}");
        }

        JsonNode first = json(send("GET", "?query=listable&limit=3", ""));
        JsonNode second = json(send(
                "GET",
                "?query=listable&limit=3&cursor=" + first.get("next_cursor").asString(),
                ""));

        assertThat(first.get("items").size()).isEqualTo(3);
        assertThat(second.get("items").size()).isEqualTo(2);
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(send("GET", "?limit=201", "").status()).isEqualTo(400);
        assertThat(send("GET", "?limit=x", "").status()).isEqualTo(400);
        assertThat(send("GET", "?cursor=nonsense", "").status()).isEqualTo(400);
    }

    @Test
    void bodiesThatAreNoJsonObjectAreRefusedAsProblems() {
        assertThat(send("POST", "", "{\"user_name\": ").status()).isEqualTo(400);
        assertThat(send("POST", "", "").status()).isEqualTo(400);
        assertThat(send("POST", "", "[]").status()).isEqualTo(422);
        assertThat(send("POST", "", "{\"user_name\": \"a\\u0000b\"}").status()).isEqualTo(422);
        assertThat(send("GET", "/xyz", "").status()).isIn(400, 404);
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        assertThat(desk.send("GET", "/api/v1/people", "").status()).isEqualTo(401);
    }

    private long create(String body) {
        Desk.Answer answer = send("POST", "", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return json(answer).get("id").asLong();
    }

    private Desk.Answer send(String method, String path, String body) {
        return desk.send(
                method,
                "/api/v1/people" + path,
                body,
                "Authorization",
                accounts.bearer(),
                "Content-Type",
                "application/json");
    }

    private static JsonNode json(Desk.Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
