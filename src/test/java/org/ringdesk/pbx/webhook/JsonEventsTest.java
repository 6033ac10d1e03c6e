package org.ringdesk.pbx.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Outcome;
import org.ringdesk.pbx.Feeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class JsonEventsTest {
    private static final String TOKEN = "json-test";

    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    Calls calls;

    @Autowired
    JsonKind kind;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void feed() {
        feeds.put(kind, "Signed", TOKEN, Map.of());
    }

    @Test
    void severalSignedEventsTellAWholeCall() {
        Desk.Answer answer = signed("""
                {"events": [
                  {"type": "rang", "call": "%1$s", "direction": "inbound", "number": "+16175550142", "queue": "Desk",
                   "leg": {"party": "201"}},
                  {"type": "answered", "call": "%1$s", "leg": {"party": "201"}},
                  {"type": "leg-ended", "call": "%1$s", "leg": {"party": "201"}, "cause": "normal", "hung_up": true}
                ]}""".formatted(id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"received\":3,\"accepted\":3}");
        assertThat(call().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call().queue()).isEqualTo("Desk");
    }

    @Test
    void sameEventAgainIsTakenOnce() {
        String event = "{\"type\": \"rang\", \"id\": \"e-%1$s\", \"call\": \"%1$s\", \"leg\": {\"party\": \"201\"}}"
                .formatted(id);
        signed(event);

        assertThat(signed(event).body()).isEqualTo("{\"received\":1,\"accepted\":0}");
    }

    @Test
    void wrongMissingOrStaleSignaturesAreRefused() {
        String body = "{\"type\": \"told\", \"call\": \"" + id + "\"}";
        String now = String.valueOf(Instant.now().getEpochSecond());
        String old = String.valueOf(Instant.now().minus(Duration.ofMinutes(6)).getEpochSecond());

        assertThat(post(body, "t=" + now + ",v1=" + sign("other", now, body)).status())
                .isEqualTo(401);
        assertThat(post(body, "nonsense").status()).isEqualTo(401);
        assertThat(post(body, "t=" + old + ",v1=" + sign(TOKEN, old, body)).body())
                .contains("pbx.json.stale");
        assertThat(post(body + " ", "t=" + now + ",v1=" + sign(TOKEN, now, body))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void timesThatCannotBeAreKeptOut() {
        assertThat(signed("{\"type\": \"told\", \"call\": \"%s\", \"at\": \"2020-01-01T00:00:00Z\"}".formatted(id))
                        .status())
                .isEqualTo(422);

        signed("{\"type\": \"told\", \"call\": \"%s\", \"at\": \"2999-01-01T00:00:00Z\"}".formatted(id));

        assertThat(call().startedAt()).isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void whatIsNoEventIsRefusedWithItsField() {
        assertThat(signed("{\"type\": \"sang\", \"call\": \"1\"}").body()).contains("type", "rang");
        assertThat(signed("{\"type\": \"rang\", \"call\": \"1\"}").body()).contains("leg");
        assertThat(signed("{\"type\": \"told\"}").status()).isEqualTo(422);
        assertThat(signed("{\"events\": []}").status()).isEqualTo(422);
        assertThat(signed("{\"events\": ").status()).isEqualTo(400);
    }

    @Test
    void aNulInAnyFieldIsNoErrorOfTheServer() {
        List<String> fields = List.of(
                "type",
                "id",
                "call",
                "at",
                "direction",
                "number",
                "name",
                "dialled",
                "queue",
                "digits",
                "cause",
                "target",
                "other");
        for (String field : fields) {
            for (String type : List.of("told", "transferred", "joined", "leg-ended")) {
                String event = "{\"%1$s\": \"a\\u0000b\", %2$s \"leg\": {\"party\": \"2\\u0000\", \"id\": \"%3$s\"}}"
                        .formatted(
                                field,
                                List.of("type", "call", "other").stream()
                                        .filter(known -> !known.equals(field))
                                        .map(known -> "\"" + known + "\": \""
                                                + (known.equals("type") ? type : id + known) + "\",")
                                        .collect(Collectors.joining()),
                                id);

                assertThat(signed(event).status()).as(event).isIn(200, 422);
            }
        }
        assertThat(signed("{\"type\": \"rang\", \"call\": \"1\", \"leg\": {\"id\": \"\\u0000\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(signed("{\"type\": [[]], \"call\": {}, \"leg\": 5, \"hung_up\": \"maybe\"}")
                        .status())
                .isEqualTo(422);
    }

    private Desk.Answer signed(String body) {
        String now = String.valueOf(Instant.now().getEpochSecond());
        return post(body, "t=" + now + ",v1=" + sign(TOKEN, now, body));
    }

    private static String sign(String secret, String at, String body) {
        return Signature.hmac(secret, at, body.getBytes(StandardCharsets.UTF_8));
    }

    private Desk.Answer post(String body, String signature) {
        return new Desk(port)
                .send(
                        "POST",
                        "/api/v1/cti/" + TOKEN + "/events",
                        body,
                        "Content-Type",
                        "application/json",
                        "Ringdesk-Signature",
                        signature);
    }

    private Call call() {
        String source = feeds.withToken(JsonKind.KEY, TOKEN).orElseThrow().source();
        return calls.find(source, id).orElseThrow();
    }
}
