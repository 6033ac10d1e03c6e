package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class SignInTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @BeforeEach
    void anAgent() {
        accounts.account("dora", Role.AGENT, "");
    }

    @Test
    void whoIsNotSignedInIsAskedToSignIn() {
        Desk.Answer answer = new Desk(port).open("/records");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.pageName()).isEqualTo("sign-in");
    }

    @Test
    void loginIgnoresCase() {
        Desk desk = new Desk(port).signIn("DORA", TestAccounts.PASSWORD);

        assertThat(desk.get("/records").status()).isNotEqualTo(303);
    }

    @Test
    void aLinkComesBackByteForByteAfterSigningIn() {
        String link = "/SREdit.jsp?id=0&autoUserField_user_name=domain%255Cuser1&autoUserField_first_name=Andr%E9";
        Desk desk = new Desk(port);

        String location = open(desk, link);

        assertThat(location).isEqualTo(link);
    }

    private String open(Desk desk, String link) {
        String signIn = desk.get(link).location();
        Desk.Answer form = desk.get(signIn);
        return desk.post(
                        "/login",
                        form,
                        Map.of(
                                "username",
                                "dora",
                                "password",
                                TestAccounts.PASSWORD,
                                "to",
                                form.page().select("input[name=to]").attr("value")))
                .location();
    }
}
