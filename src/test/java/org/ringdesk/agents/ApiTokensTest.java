package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class ApiTokensTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Test
    void requestWithoutTokenIsToldHowToSendOne() {
        Desk.Answer answer = new Desk(port).get("/api/v1/people");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"ringdesk\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("\"code\":\"agents.api.no-token\"");
    }

    @Test
    void unknownTokenIsRefused() {
        Desk.Answer answer = get("/api/v1/people", "rd_nonsense");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void sessionOfAPageOpensNoApi() {
        assertThat(testAccounts.agent(port).get("/api/v1/people").status()).isEqualTo(401);
    }

    @Test
    void tokenWithoutTheScopeIsToldWhichOneIsMissing() {
        String token = tokens.create("reader", EnumSet.of(Scope.RECORDS_READ), null);

        Desk.Answer answer = get("/api/v1/people", token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"")
                .contains("scope=\"people:read\"");
        assertThat(answer.body()).contains("people:read").contains("agents.api.missing-scope");
    }

    @Test
    void unknownAddressUnderTheApiIsAProblem() {
        Desk.Answer answer = get("/api/v1/nothing", testAccounts.bearer().substring("Bearer ".length()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void onlyTheHashIsKept() {
        String token = tokens.create("hashed", EnumSet.of(Scope.PEOPLE_READ), null);

        assertThat(token).matches("rd_[A-Za-z0-9_-]{43}");
        assertThat(jdbc.sql("select token_hash from api_token where name = 'hashed'")
                        .query(byte[].class)
                        .single())
                .isEqualTo(Secrets.hash(token))
                .hasSize(32);
    }

    @Test
    void useIsNotedAtMostOnceAMinute() {
        String token = tokens.create("noted", EnumSet.of(Scope.PEOPLE_READ), null);
        get("/api/v1/nothing", token);
        Object first = lastUse("noted");

        get("/api/v1/nothing", token);

        assertThat(first).isNotNull().isEqualTo(lastUse("noted"));
    }

    @Test
    void administratorCreatesATokenSeenOnceAndRevokesIt() {
        Desk boss = testAccounts.administrator(port);

        Desk.Answer created =
                boss.post("/tokens", boss.get("/tokens"), Map.of("name", "PBX room", "scope", "RECORDS_READ"));
        Desk.Answer shown = boss.get(created.location());
        String token = shown.page().select("[data-created] .secret").text();

        assertThat(get("/api/v1/nothing", token).status()).isEqualTo(404);
        Desk.Answer list = boss.get("/tokens");
        assertThat(list.body()).doesNotContain(token);
        boss.post(list.page().select("[data-token='PBX room'] form").attr("action"), list, Map.of());
        assertThat(get("/api/v1/nothing", token).status()).isEqualTo(401);
    }

    @Test
    void tokenWithoutNameOrScopeIsRefusedWithTheFormKept() {
        Desk boss = testAccounts.administrator(port);

        Desk.Answer refused = boss.post("/tokens", boss.get("/tokens"), Map.of("name", "Half"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[name=name]").attr("value")).isEqualTo("Half");
    }

    private Object lastUse(String name) {
        return jdbc.sql("select last_used_at::text from api_token where name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private Desk.Answer get(String path, String token) {
        return new Desk(port).get(path, "Authorization", "Bearer " + token);
    }
}
