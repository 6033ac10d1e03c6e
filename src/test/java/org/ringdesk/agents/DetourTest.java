package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
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
class DetourTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @BeforeEach
    void anAgent() {
        testAccounts.account("detta", Role.AGENT, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/SREdit.jsp?id=0&autoUserField_user_name=domain%255Cuser1",
                "/SREdit.jsp?id=0&autoUserField_first_name=Andr%E9",
                "/SREdit.jsp?id=0&autoUserField_phone={phone}&x=[Number]|`^",
                "/SREdit.jsp?id=0&autoUserField_user_name=corp\\jane",
                "/SREdit.jsp?id=0&autoUserField_phone=%CallerNumber%&y=%zz%",
                "/SREdit.jsp?id=0&autoUserField_phone=+1617555+0100&&=&a=%00",
                "/SREdit.jsp?",
                "/SREdit.jsp"
            })
    void linkComesBackByteForByteAfterSigningIn(String link) {
        String asked = RawHttp.get(port, link);
        assertThat(asked).startsWith("HTTP/1.1 303");

        assertThat(signInAt(new Desk(port), RawHttp.header(asked, "Location"))).isEqualTo(link);
    }

    @Test
    void addressOfTheSignInPageHoldsNothingOfTheLink() {
        Desk.Answer asked = new Desk(port).get("/SREdit.jsp?id=0&autoUserField_phone=6175550123");

        assertThat(asked.location()).startsWith("/login?to=").doesNotContain("6175550123");
        assertThat(asked.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void eachOfTwoTabsLandsOnItsOwnLink() {
        Desk desk = new Desk(port);
        String first = "/SREdit.jsp?id=0&autoUserField_phone=6175550101";
        String second = "/SREdit.jsp?id=0&autoUserField_phone=6175550102";
        Desk.Answer firstForm = desk.get(desk.get(first).location());
        Desk.Answer secondForm = desk.get(desk.get(second).location());

        assertThat(signIn(desk, firstForm)).isEqualTo(first);
        // Its CSRF token went with the first sign-in.
        assertThat(signIn(desk, secondForm)).isEqualTo(second);
    }

    @Test
    void clientThatSendsNoHiddenFieldLandsOnTheLinkItOpenedLast() {
        String link = "/SREdit.jsp?id=0&autoUserField_user_name=domain%255Cuser1";
        Desk desk = new Desk(port);
        Desk.Answer form = desk.get(desk.get(link).location());

        Desk.Answer in = desk.post("/login", form, Map.of("username", "detta", "password", TestAccounts.PASSWORD));

        assertThat(in.location()).isEqualTo(link);
    }

    @Test
    void linkTooLongForAnAddressComesBackToo() {
        String link = "/SREdit.jsp?id=0&autoUserField_first_name=" + notCompressible();
        Desk desk = new Desk(port);
        Desk.Answer asked = desk.get(link);

        assertThat(asked.location()).startsWith("/login?to=").hasSizeLessThan(500);
        assertThat(signInAt(desk, asked.location())).isEqualTo(link);
    }

    @Test
    void wrongPasswordInBetweenKeepsTheLink() {
        String link = "/SREdit.jsp?id=57";
        Desk desk = new Desk(port);
        Desk.Answer form = desk.get(desk.get(link).location());
        Desk.Answer wrong =
                desk.post("/login", form, Map.of("username", "detta", "password", "wrong", "to", hidden(form, "to")));

        assertThat(signIn(desk, wrong)).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "nonsense", "/records"})
    void targetThatRingdeskDidNotSealIsIgnored(String target) {
        Desk desk = new Desk(port);
        Desk.Answer in = desk.post(
                "/login",
                desk.get("/login"),
                Map.of("username", "detta", "password", TestAccounts.PASSWORD, "to", target));

        assertThat(in.location()).isEqualTo("/");
    }

    @Test
    void signInPageSendsWhoIsSignedInOn() {
        Desk signedOut = new Desk(port);
        String signIn = signedOut.get("/SREdit.jsp?id=57").location();

        assertThat(testAccounts.agent(port).get(signIn).location()).isEqualTo("/SREdit.jsp?id=57");
    }

    @Test
    void fragmentOfAnEndedSessionIsNoSignInPage() {
        Desk.Answer answer = new Desk(port).get("/people/options?q=a", "HX-Request", "true");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whatAnAddressOpensBeyondTenLongLinksPushesOutItsOwnOldest() {
        String link = "/SREdit.jsp?id=0&autoUserField_first_name=" + notCompressible();
        Desk first = new Desk(port);
        String signIn = first.get(link).location();
        IntStream.range(0, 10).forEach(i -> new Desk(port).get(link + i));

        assertThat(signInAt(first, signIn)).isEqualTo("/");
    }

    private static String notCompressible() {
        var random = new Random(57);
        return IntStream.range(0, 6_000).mapToObj(i -> Character.toString('a' + random.nextInt(26))).collect(Collectors.joining());
    }

    private String signInAt(Desk desk, String signInPage) {
        return signIn(desk, desk.get(signInPage));
    }

    private String signIn(Desk desk, Desk.Answer form) {
        return desk.post(
                        "/login",
                        form,
                        Map.of("username", "detta", "password", TestAccounts.PASSWORD, "to", hidden(form, "to")))
                .location();
    }

    private static String hidden(Desk.Answer page, String name) {
        return page.page().select("input[name=" + name + "]").attr("value");
    }
}
