package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an administrator sees who connects an Asterisk. */
@RingdeskTest
class AsteriskPagesTest {
    private static final String NAME = "House exchange";

    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    TestAccounts accounts;

    private final FakeAsterisk pbx = new FakeAsterisk();
    private Desk boss = new Desk(0);
    private String path = "";

    @BeforeEach
    void add() {
        boss = accounts.administrator(port);
        Desk.Answer list = boss.get("/phone-systems");
        Desk.Answer added = boss.post("/phone-systems", list, Map.of("kind", "asterisk", "name", NAME));
        assertThat(added.status()).isEqualTo(303);
        path = "/phone-systems/" + feed().id();
    }

    @AfterEach
    void remove() {
        boss.post(path + "/delete", boss.get(path), Map.of());
        pbx.close();
        assertThat(feeds.list()).noneMatch(feed -> feed.name().equals(NAME));
    }

    @Test
    void theTestSaysThatItWorks() {
        Desk.Answer page = save(pbx.secret());

        assertThat(page.page().select("[data-notice=connection-works]").text()).contains("Asterisk 22.10.1");
    }

    @Test
    void theTestSaysThatThePasswordIsWrong() {
        Desk.Answer page = save("wrong");

        assertThat(page.page().select("[data-notice=connection-failed]").text()).contains("the secret is wrong");
    }

    @Test
    void aSecretIsKeptAndNeverShown() {
        save(pbx.secret());

        Desk.Answer page = save("");

        assertThat(page.page().select("[data-notice=connection-works]")).hasSize(1);
        assertThat(page.body()).doesNotContain(pbx.secret());
        assertThat(page.page().select("[name='setting.secret']").val()).isEmpty();
        assertThat(feed().settings().toString()).doesNotContain(pbx.secret());
        assertThat(feeds.secret(feed())).contains(pbx.secret());
    }

    @ParameterizedTest
    @CsvSource({"host,127.0.0.2", "port,1", "user,somebody", "tls,true"})
    void aSecretGoesNowhereButWhereItWasTypedFor(String setting, String value) {
        save(pbx.secret());
        Feed before = feed();
        Map<String, String> form = form("");
        form.put("setting." + setting, value);

        Desk.Answer refused = boss.post(path, boss.get(path), form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("anew");
        assertThat(feed()).isEqualTo(before);
        form.put("setting.secret", "typed-anew");
        assertThat(boss.post(path, boss.get(path), form).status()).isEqualTo(303);
        assertThat(feeds.secret(feed())).contains("typed-anew");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "0.0.0.0",
                "::",
                "::ffff:169.254.169.254",
                "::a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "ff02::1",
                "2852039166",
                "169.16689662"
            })
    void noPhoneSystemIsLookedForAtLinkLocalAddresses(String host) {
        Map<String, String> form = form("secret");
        form.put("setting.host", host);

        assertThat(boss.post(path, boss.get(path), form).status()).isEqualTo(422);
    }

    @Test
    void whatIsTypedWrongIsRefusedAndKept() {
        Map<String, String> form = form("");
        form.put("setting.port", "many");

        Desk.Answer refused = boss.post(path, boss.get(path), form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[name='setting.port']").val()).isEqualTo("many");
    }

    private Desk.Answer save(String secret) {
        Desk.Answer saved = boss.post(path, boss.get(path), form(secret));
        assertThat(saved.status()).isEqualTo(303);
        return boss.get(path);
    }

    private Map<String, String> form(String secret) {
        Map<String, String> form = new HashMap<>();
        form.put("name", NAME);
        form.put("test", "true");
        pbx.settings().forEach((setting, value) -> form.put("setting." + setting, value));
        form.put("setting.secret", secret);
        return form;
    }

    private Feed feed() {
        return feeds.list().stream()
                .filter(feed -> feed.name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }
}
