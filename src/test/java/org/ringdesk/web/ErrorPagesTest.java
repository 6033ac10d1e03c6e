package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RawHttp;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class ErrorPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Test
    void unknownAddressIsAPageThatSaysSo() {
        Desk.Answer answer = testAccounts.agent(port).get("/no/such/page");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.pageName()).isEqualTo("error");
        assertThat(answer.page().select("h1").text()).isNotEmpty();
    }

    @Test
    void brokenPageTellsNothingOfTheInside() {
        Desk.Answer answer = testAccounts.agent(port).get("/test/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.pageName()).isEqualTo("error");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void programThatAsksForJsonGetsAProblem() {
        Desk.Answer answer = testAccounts.agent(port).get("/test/broken", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"web.refused.500\"").doesNotContain("secret");
    }

    @Test
    void wrongMethodIsAnsweredWithTheRightOne() {
        Desk.Answer answer = testAccounts.agent(port).send("PUT", "/login", "");

        assertThat(answer.status()).isIn(403, 405);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void addressWithLettersForANumberIsAClearPage() {
        Desk desk = testAccounts.administrator(port);

        Desk.Answer answer = desk.post("/accounts/abc/invitation", desk.get("/accounts"), Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pageName()).isEqualTo("error");
    }

    @Test
    void jsonThatCannotBeReadIsAProblemWithItsPlace() {
        Desk.Answer answer = api("POST", "{\n  \"user_name\": oops", "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("web.refused.json").contains("line 2");
    }

    @Test
    void bodyOfAnotherTypeIsAProblem() {
        Desk.Answer answer = api("POST", "user_name: x", "text/yaml");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void wrongMethodUnderTheApiIsAProblemThatNamesTheRightOnes() {
        Desk.Answer answer = api("DELETE", "", "application/json");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(answer.body()).contains("web.refused.405");
    }

    private Desk.Answer api(String method, String body, String type) {
        return new Desk(port)
                .send(method, "/api/v1/people", body, "Authorization", testAccounts.bearer(), "Content-Type", type);
    }

    @Test
    void fragmentGetsANotice() {
        Desk.Answer answer = testAccounts.agent(port).get("/no/such/page", "HX-Request", "true");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("notice").doesNotContain("<html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/a%2Fb", "/SREdit.jsp?a=\u00e9", "/x\\y", "/%zz", "/a;b=c", "/%00", "//login", "/a/../login%2e"
            })
    void addressThatCannotBeReadIsAClearPage(String target) {
        String answer = RawHttp.get(port, target);

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(Jsoup.parse(answer.substring(answer.indexOf("<"))).body().attr("data-page"))
                .isEqualTo("error");
        assertThat(answer).doesNotContain("Exception").doesNotContain("Tomcat");
    }

    @Test
    void headerWithoutEndIsAClearPage() {
        String answer = RawHttp.get(port, "/login", "X-Long: " + "a".repeat(60_000));

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*").contains("data-page=\"error\"");
    }

    @Test
    void formLargerThanTheServerTakesIsAClearPage() {
        Desk.Answer answer = new Desk(port).post("/login", "username=" + "a".repeat(5_000_000));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).contains("data-page=\"error\"").doesNotContain("Exception");
    }

    @Test
    void formWithBrokenEscapesIsAClearPage() {
        Desk.Answer answer = new Desk(port).post("/login", "username=%zz&password=%");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).contains("data-page=").doesNotContain("Exception");
    }

    @Test
    void formOfManyThousandFieldsIsAClearPage() {
        Desk.Answer answer = new Desk(port).post("/login", "a=b&".repeat(20_000));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).contains("data-page=").doesNotContain("Exception");
    }

    @Test
    void nulInAFormIsRefused() {
        Desk.Answer answer = new Desk(port).post("/login", "username=a%00b&password=x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pageName()).isEqualTo("error");
    }

    @Test
    void pagesCarryHeadersThatKeepThemToThemselves() {
        Desk.Answer answer = testAccounts.agent(port).get("/account");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void fingerprintedFilesMayBeKeptForAYear() {
        Desk desk = new Desk(port);
        String css = desk.get("/login").page().select("link[rel=stylesheet]").attr("href");

        assertThat(css).matches("/css/ringdesk-[0-9a-f]{32}\\.css");
        assertThat(desk.get(css).header("Cache-Control")).contains("max-age=31536000");
    }

    @Test
    void healthIsPublicAndMetricsAreNot() {
        assertThat(new Desk(port).get("/actuator/health").status()).isEqualTo(200);
        assertThat(new Desk(port).get("/actuator/prometheus").status()).isEqualTo(401);
    }
}
