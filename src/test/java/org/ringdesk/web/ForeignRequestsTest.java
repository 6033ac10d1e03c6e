package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class ForeignRequestsTest {
    private static final String LINK = "/SREdit.jsp?phone=6175550142";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    Desk desk;

    @BeforeEach
    void signIn() {
        desk = accounts.agent(port);
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, no-cors, image",
        "cross-site, no-cors, script",
        "cross-site, cors, empty",
        "cross-site, navigate, iframe",
        "cross-site, navigate, object",
        "same-site, no-cors, image",
        "same-site, websocket, empty"
    })
    void whatAnotherSiteAsksForBehindSomebodysBackIsRefused(String site, String mode, String dest) {
        for (String path : new String[] {"/records/export", "/records?q=x", "/calls", "/live", "/people?q=x", LINK}) {
            Desk.Answer answer = get(path, site, mode, dest);

            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("web.refused.foreign");
        }
    }

    @ParameterizedTest
    @CsvSource({"cross-site", "same-site", "none", "same-origin"})
    void aLinkThatSomebodyOpensLeadsOnFromWhereverItStands(String site) {
        assertThat(get(LINK, site, "navigate", "document").location()).startsWith("/records/new?o=");
        assertThat(get("/records", site, "navigate", "document").status()).isEqualTo(200);
    }

    @Test
    void ownPagesAndProgramsAskForWhatTheyWant() {
        assertThat(get("/records", "same-origin", "cors", "empty").status()).isEqualTo(200);
        assertThat(desk.get("/records").status()).isEqualTo(200);
        assertThat(get("/css/ringdesk.css", "cross-site", "no-cors", "style").status())
                .isEqualTo(200);
        assertThat(new Desk(port).get("/login", "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(200);
    }

    private Desk.Answer get(String path, String site, String mode, String dest) {
        return desk.get(path, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", dest);
    }
}
