package org.ringdesk.pbx.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallState;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Outcome;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class MappingTest {
    private static final String TOKEN = "mapping-test";
    private static final Map<String, String> SETTINGS = Map.of("fields", """
            type = /event/kind
            call = /call/uuid
            number = /call/from
            direction = "inbound"
            leg.party = /agent
            cause = /why
            """, "values", """
            type: RINGING = rang
            type: CONNECTED = answered
            type: HANGUP = ended
            """);

    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    Calls calls;

    @Autowired
    MappingKind kind;

    @Autowired
    TestAccounts accounts;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void feed() {
        feeds.put(kind, "Vendor", TOKEN, SETTINGS);
    }

    @Test
    void messagesOfAVendorBecomeACall() {
        send("RINGING", "");
        assertThat(call().state()).isEqualTo(CallState.RINGING);
        assertThat(call().number()).isEqualTo("6175550142");
        send("HANGUP", ", \"why\": \"busy\"");

        assertThat(call().outcome()).isEqualTo(Outcome.BUSY);
    }

    @Test
    void messagesOfOtherTypesAreLeftAlone() {
        assertThat(send("VOICEMAIL", "").status()).isEqualTo(200);

        assertThat(calls.find(feedOf().source(), id)).isEmpty();
    }

    @Test
    void formsAreReadByTheNamesOfTheirFields() {
        feeds.put(kind, "Form", "mapping-form", Map.of("fields", "type = \"told\"\ncall = CallID\nnumber = From"));

        Desk.Answer answer =
                new Desk(port).post("/api/v1/cti/mapping-form/webhook", "CallID=" + id + "&From=%2B16175550142");

        assertThat(answer.status()).isEqualTo(200);
        String source =
                feeds.withToken(MappingKind.KEY, "mapping-form").orElseThrow().source();
        assertThat(calls.find(source, id).orElseThrow().number()).isEqualTo("+16175550142");
    }

    @Test
    void pastedMessageShowsWhatComesOfIt() {
        Desk boss = accounts.administrator(port);
        String path = "/phone-systems/" + feedOf().id() + "/try";
        Desk.Answer page = boss.get(path);

        Desk.Answer tried = boss.post(path, page, Map.of("body", body("RINGING", "")));

        assertThat(tried.page().select("#outcome").text()).contains("\"type\" : \"rang\"");
        assertThat(boss.post(path, page, Map.of("body", "{")).status()).isEqualTo(400);
        assertThat(boss.post(path, page, Map.of("body", body("FAX", ""))).page().select("[data-notice=nothing]"))
                .hasSize(1);
    }

    @Test
    void lineThatIsNoneIsRefusedAndKept() {
        Desk boss = accounts.administrator(port);
        String path = "/phone-systems/" + feedOf().id();

        Desk.Answer refused = boss.post(
                path, boss.get(path), Map.of("name", "Vendor", "perSecond", "400", "setting.fields", "shoe = /size"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[name='setting.fields']").text()).contains("shoe");
    }

    private Feed feedOf() {
        return feeds.withToken(MappingKind.KEY, TOKEN).orElseThrow();
    }

    private Desk.Answer send(String type, String more) {
        return new Desk(port)
                .send(
                        "POST",
                        "/api/v1/cti/" + TOKEN + "/webhook",
                        body(type, more),
                        "Content-Type",
                        "application/json");
    }

    private String body(String type, String more) {
        return "{\"event\": {\"kind\": \"%s\"}, \"call\": {\"uuid\": \"%s\", \"from\": \"6175550142\"}, \"agent\": 201%s}"
                .formatted(type, id, more);
    }

    private Call call() {
        return calls.find(feedOf().source(), id).orElseThrow();
    }
}
