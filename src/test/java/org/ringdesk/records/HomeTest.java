package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringdesk.Desk.Answer;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class HomeTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Test
    void signingInLeadsAnAgentToTheirOwnRecords() {
        assertThat(accounts.agent(port).get("/").location()).isEqualTo("/records?assignee=me");
    }

    @Test
    void endUserSeesTheirOwnRequestsAndNoDesk() {
        Answer home = accounts.endUser(port).get("/");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.pageName()).isEqualTo("mine");
        assertThat(home.page().select("a[href^=/people], a[href^=/records]")).isEmpty();
    }
}
