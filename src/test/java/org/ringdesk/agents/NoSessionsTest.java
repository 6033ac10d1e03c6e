package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Nobody makes the server keep a session, whether signed in or not: there are none. */
@RingdeskTest
class NoSessionsTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    ServletWebServerApplicationContext context;

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /login",
        "POST, /login",
        "GET, /login?signed-out",
        "POST, /language",
        "GET, /setup/abc",
        "POST, /setup/abc",
        "GET, /invitation/abc",
        "POST, /invitation/abc",
        "GET, /records?q=a",
        "POST, /records",
        "POST, /people/1",
        "POST, /logout",
        "GET, /index.jsp",
        "GET, /SREdit.jsp?id=0",
        "GET, /nothing",
        "PUT, /nothing",
        "GET, /api/v1/records",
        "POST, /api/v1/cti/none",
        "GET, /phone/none/incoming",
        "GET, /error",
        "GET, /live",
        "GET, /actuator/health",
        "GET, /css/ringdesk.css",
        "GET, /unsaved",
        "POST, /unsaved/again",
        "GET, /refused"
    })
    void nobodyGetsASession(String method, String path) {
        Desk.Answer answer = new Desk(port)
                .send(method, path, "a=b&language=de", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("RINGDESK="));
        assertThat(answer.status()).isLessThan(500);
        assertThat(sessions()).isZero();
    }

    @Test
    void whatAPageSaysAfterAFormNeedsNoSessionEither() {
        Desk agent = accounts.agent(port);
        Desk.Answer account = agent.get("/account");

        Desk.Answer saved = agent.post(
                "/account/preferences",
                account,
                Map.of("language", "", "zone", "", "theme", "system", "singleKeys", "true"));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(agent.get(saved.location()).page().select(".flash").text()).isNotEmpty();
        assertThat(agent.get(saved.location()).page().select(".flash")).isEmpty();
        assertThat(sessions()).isZero();
    }

    private int sessions() {
        var server = (TomcatWebServer) context.getWebServer();
        var application = (Context)
                java.util.Objects.requireNonNull(server).getTomcat().getHost().findChildren()[0];
        return application.getManager().getActiveSessions();
    }
}
