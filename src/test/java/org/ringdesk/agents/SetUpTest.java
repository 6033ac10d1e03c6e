package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Set-up is one story, since it happens once per installation. The property gives these tests a server and a database of
 * their own, and is what an installation behind a proxy sets.
 */
@ExtendWith(OutputCaptureExtension.class)
@RingdeskTest
@DirtiesContext
@TestPropertySource(properties = "server.forward-headers-strategy=native")
class SetUpTest {
    private static final Pattern LINE =
            Pattern.compile("Set up the first administrator: http://localhost:\\d+(/setup/\\S+)");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void firstStartPrintsALinkThatMakesTheFirstAdministratorOnce(CapturedOutput output) {
        Matcher line = LINE.matcher(output.getAll());
        assertThat(line.find()).isTrue();
        assertThat(output.getAll().indexOf("Ringdesk is ready at")).isBetween(0, line.start());
        String link = line.group(1);
        Desk desk = new Desk(port);

        assertThat(desk.get("/setup/no-such-token").status()).isEqualTo(410);
        assertThat(desk.get(link).pageName()).isEqualTo("set-up");
        refusesBadPasswords(desk, link);
        Desk.Answer made = desk.post(link, desk.get(link), form("correct horse", "correct horse"));

        assertThat(made.status()).isEqualTo(303);
        assertThat(desk.get("/accounts").page().select("[data-account=chief]")).hasSize(1);
        assertThat(new Desk(port)
                        .signIn("chief", "correct horse")
                        .get("/tokens")
                        .status())
                .isEqualTo(200);
        Desk.Answer again = new Desk(port).get(link);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.pageName()).isEqualTo("error");
        assertThat(again.page().text()).contains("restart");
    }

    @Test
    void behindAProxyWithTlsTheCookieIsSecureAndBrowsersComeBackWithTlsOnly() {
        Desk.Answer plain = new Desk(port).get("/login");
        Desk.Answer tls = new Desk(port).get("/login", "X-Forwarded-Proto", "https");

        assertThat(plain.header("Set-Cookie")).doesNotContain("Secure");
        assertThat(plain.header("Strict-Transport-Security")).isEmpty();
        assertThat(tls.header("Set-Cookie")).contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(tls.header("Strict-Transport-Security")).contains("max-age=");
    }

    private void refusesBadPasswords(Desk desk, String link) {
        Desk.Answer page = desk.get(link);
        Desk.Answer different = desk.post(link, page, form("correct horse", "correct house"));
        Desk.Answer trivial = desk.post(link, page, form("password123", "password123"));
        Desk.Answer tooShort = desk.post(link, page, form("short", "short"));

        assertThat(different.status()).isEqualTo(422);
        assertThat(different.page().select(".error").text()).contains("not the same");
        assertThat(different.page().select("[name=login]").attr("value")).isEqualTo("chief");
        assertThat(trivial.page().select(".error").text()).contains("first passwords");
        assertThat(tooShort.page().select(".error").text()).contains("Shorter than 10");
        assertThat(jdbc.sql("select count(*) from person where user_name = 'chief'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Map<String, String> form(String password, String again) {
        return Map.of(
                "login",
                "chief",
                "displayName",
                "Charlotte Chief",
                "email",
                "chief@desk.example",
                "password",
                password,
                "passwordAgain",
                again);
    }
}
