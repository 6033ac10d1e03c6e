package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an administrator sees who watches extensions over SIP. */
@RingdeskTest
class SipPagesTest {
    private static final String NAME = "Watched exchange";

    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    TestAccounts accounts;

    private final FakeSip pbx = new FakeSip();
    private Desk boss = new Desk(0);
    private String path = "";

    @BeforeEach
    void add() {
        boss = accounts.administrator(port);
        Desk.Answer list = boss.get("/phone-systems");
        boss.post("/phone-systems", list, Map.of("kind", "sip", "name", NAME));
        path = "/phone-systems/" + feed().id();
    }

    @AfterEach
    void remove() {
        feeds.delete(feed().id());
        pbx.close();
    }

    private Feed feed() {
        return feeds.list().stream()
                .filter(feed -> feed.name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNotToldIsSaidOnThePage() {
        assertThat(boss.get(path).page().select("[data-limits]").text()).contains("transfers");
        assertThat(boss.get("/phone-systems").page().select("[data-limits]")).isEmpty();
    }

    @Test
    void extensionsThatAreRefusedAreNamed() {
        pbx.refused.put("202", 404);

        Desk.Answer tested = test(pbx.secret());

        assertThat(tested.page().select("[data-notice=connection-works]").text())
                .contains("Fake PBX 1.0");
        assertThat(tested.page().select("ul[data-lacks]").text()).contains("these extensions: 202.");
    }

    @Test
    void aWrongPasswordIsSaid() {
        assertThat(test("wrong")
                        .page()
                        .select("[data-notice=connection-failed]")
                        .text())
                .contains("does not let ringdesk in");
    }

    private Desk.Answer test(String secret) {
        Map<String, String> fields = new HashMap<>();
        pbx.settings().forEach((name, value) -> fields.put("setting." + name, value));
        fields.put("setting.secret", secret);
        fields.put("name", NAME);
        fields.put("test", "true");
        Desk.Answer saved = boss.post(path, boss.get(path), fields);
        assertThat(saved.status()).isEqualTo(303);
        return boss.get(path);
    }
}
