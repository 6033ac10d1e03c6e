package org.ringdesk.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.ApiTokens;
import org.ringdesk.agents.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class CallersApiTest {
    private static final String NOBODY = "|0|0\n";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    DataSource database;

    Desk desk = new Desk(0);

    @BeforeEach
    void desk() {
        desk = new Desk(port);
        person("lookup1", "Lea | Look\\nup", "+16175550731", true);
        person("lookup2", "One of Two", "+16175550732", false);
        person("lookup3", "Two of Two", "+16175550732", true);
    }

    @Test
    void numberOfOnePersonIsKnown() {
        Desk.Answer answer = ask("+1 617 555-0731", "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"known\":true", "\"several\":false", "\"user_name\":\"lookup1\"", "\"vip\":true")
                .contains("\"language\":\"\"", "\"open_records\":1");
    }

    @Test
    void lineHasThreeFieldsWhateverTheNameIs() {
        assertThat(ask("+16175550731", "text/plain").body()).isEqualTo("Lea Look up|1|1\n");
        assertThat(ask("+16175550731", "text/plain").header("Content-Type")).startsWith("text/plain");
        var wild = new KnownCaller(true, false, "A\u2028\u202e\"$" + "{x}`\t" + "é".repeat(200), "a", true, "", 3);
        assertThat(wild.line()).isEqualTo("A x " + "é".repeat(76) + "|1|3\n");
    }

    @Test
    void sharedNumberIsNotKnownAndSaysSo() {
        assertThat(ask("+16175550732", "application/json").body())
                .contains("\"known\":false", "\"several\":true", "\"display_name\":\"\"");
        assertThat(ask("+16175550732", "text/plain").body()).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "anonymous", "+16175550799", "<script>", "\u0001", "${CALLERID(num)}", "%00"})
    void whoeverCannotBeToldIsUnknown(String number) {
        Desk.Answer answer = ask(number, "text/plain");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(NOBODY);
    }

    @Test
    void veryLongNumberAndMissingOneAreUnknown() {
        assertThat(ask("1".repeat(5_000), "text/plain").body()).isEqualTo(NOBODY);
        assertThat(get("/api/v1/callers", "text/plain").body()).isEqualTo(NOBODY);
    }

    @Test
    void tokenForCallersOpensNothingElse() {
        tokens.put("pbx-only", "pbx", EnumSet.of(Scope.CALLERS_READ));
        tokens.put("no-callers", "other", EnumSet.complementOf(EnumSet.of(Scope.CALLERS_READ)));

        assertThat(get("/api/v1/callers?number=1", "", "pbx-only").status()).isEqualTo(200);
        assertThat(get("/api/v1/people", "", "pbx-only").status()).isEqualTo(403);
        assertThat(get("/api/v1/callers?number=1", "", "no-callers").status()).isEqualTo(403);
        assertThat(get("/api/v1/callers?number=1", "", "nobody").status()).isEqualTo(401);
    }

    @Test
    void slowDatabaseIsNotWaitedFor() throws Exception {
        assertThat(ask("+16175550731", "text/plain").body()).startsWith("Lea");
        List<Duration> took = new ArrayList<>();
        try (Connection blocking = database.getConnection()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table person in access exclusive mode");
            for (int i = 0; i < 4; i++) {
                long begun = System.nanoTime();
                assertThat(ask("+16175550731", "text/plain").body()).isEqualTo(NOBODY);
                took.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            blocking.rollback();
        }
        assertThat(took).allSatisfy(each -> assertThat(each).isLessThan(Duration.ofSeconds(2)));
        assertThat(took).anySatisfy(each -> assertThat(each).isLessThan(Duration.ofMillis(300)));
        assertThat(ask("+16175550731", "text/plain").body()).startsWith("Lea");
    }

    private Desk.Answer ask(String number, String accept) {
        return get("/api/v1/callers?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8), accept);
    }

    private Desk.Answer get(String path, String accept) {
        return desk.get(path, "Authorization", testAccounts.bearer(), "Accept", accept);
    }

    private Desk.Answer get(String path, String accept, String token) {
        return desk.get(path, "Authorization", "Bearer " + token, "Accept", accept.isEmpty() ? "*/*" : accept);
    }

    private void person(String userName, String name, String phone, boolean vip) {
        String[] headers = {"Authorization", testAccounts.bearer(), "Content-Type", "application/json"};
        Desk.Answer created = desk.send(
                "POST",
                "/api/v1/people",
                "{\"user_name\":\"%s\",\"display_name\":\"%s\",\"phone\":\"%s\",\"vip\":%s}"
                        .formatted(userName, name.replace("\\n", " "), phone, vip),
                headers);
        if (created.status() == 201) {
            String record = "{\"title\":\"Look-up\",\"request_user\":\"%s\"}".formatted(userName);
            assertThat(desk.send("POST", "/api/v1/records", record, headers).status())
                    .isEqualTo(201);
        }
    }
}
