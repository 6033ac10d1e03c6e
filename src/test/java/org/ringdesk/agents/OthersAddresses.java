package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.function.Executable;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.TestAccounts;
import org.ringdesk.calls.Calls;
import org.ringdesk.pbx.FeedKind;
import org.ringdesk.pbx.Feeds;
import org.springframework.stereotype.Component;

/** Addresses with a token in them: what is somebody's by one token is nobody's by another. */
final class OthersAddresses {
    private static final String PASSWORD = "another horse";
    private static final Map<String, String> PASSWORDS = Map.of("password", PASSWORD, "passwordAgain", PASSWORD);
    private static final String JSON = "application/json";

    private static final Map<String, String> MAPPING = Map.of("fields", """
            type = /kind
            call = /call
            number = /from
            direction = "inbound"
            leg.party = /agent
            """, "values", """
            type: RINGING = rang
            type: HANGUP = ended
            """);

    private final TwoAgents agents;
    private final Parts parts;

    OthersAddresses(TwoAgents agents, Parts parts) {
        this.agents = agents;
        this.parts = parts;
    }

    /** What it looks at besides pages. */
    @Component
    record Parts(Invitations invitations, Feeds feeds, List<FeedKind> kinds, Calls calls, Clock clock) {}

    /** By the row of the table that each of them walks. */
    Map<String, Executable> walks() {
        return Map.of(
                "GET /invitation/{token}",
                this::openInvitation,
                "POST /invitation/{token}",
                this::useInvitation,
                "GET /setup/{token}",
                this::openSetUp,
                "POST /setup/{token}",
                this::useSetUp,
                "POST /api/v1/cti/{token}",
                () -> feed("generic-cti", Map.of(), this::ofBridge),
                "POST /api/v1/cti/{token}/events",
                () -> feed("json-events", Map.of(), this::signed),
                "POST /api/v1/cti/{token}/webhook",
                () -> feed("mapping", MAPPING, this::mapped),
                "GET /phone/{token}/{event}",
                () -> feed("desk-phones", Map.of(), this::ofTelephone));
    }

    private void openInvitation() {
        String login = agents.owner().account().login();
        String link = invitation(agents.owner());
        String others = invitation(agents.other());

        assertThat(agents.other().get(others).body()).doesNotContain(login);
        assertThat(agents.other().get(link.substring(0, link.length() - 1)).status())
                .isEqualTo(410);
        assertThat(new Desk(agents.port()).get(link).body()).contains(login);
    }

    /** A link changes the password of whom it is for, and works once. */
    private void useInvitation() {
        String link = invitation(agents.owner());
        String others = invitation(agents.other());

        assertThat(post(others, PASSWORDS).status()).isEqualTo(303);
        assertThat(post(others, PASSWORDS).status()).isEqualTo(410);
        signIn(agents.owner(), TestAccounts.PASSWORD);
        assertThat(post(link, PASSWORDS).status()).isEqualTo(303);
        signIn(agents.owner(), PASSWORD);
    }

    /** That the right link opens, while there is no administrator, is told in {@link SetUpTest}. */
    private void openSetUp() {
        String token = token(invitation(agents.owner()));
        String setUp = token(parts.invitations().forFirstAdministrator());

        assertThat(agents.other().get("/setup/" + token).status()).isEqualTo(410);
        assertThat(agents.other().get("/invitation/" + setUp).status()).isEqualTo(410);
    }

    private void useSetUp() {
        String link = invitation(agents.owner());
        Map<String, String> form =
                Map.of("login", "intruder", "displayName", "Intruder", "password", PASSWORD, "passwordAgain", PASSWORD);

        assertThat(post("/setup/" + token(link), form).status()).isEqualTo(410);
        assertThat(agents.other().get(link).status()).isEqualTo(200);
    }

    /** What a feed sends. */
    private interface Sending {
        Answer send(Feeds.Access by, boolean ends, String call);
    }

    /** The call that one feed tells of is not ended by another one of its kind, though that names it alike. */
    private void feed(String kind, Map<String, String> settings, Sending sending) {
        Feeds.Access mine = add(kind, settings);
        Feeds.Access theirs = add(kind, settings);
        String call = UUID.randomUUID().toString();
        long before = open();

        assertThat(sending.send(new Feeds.Access(mine.feed(), "guessed", mine.secret()), false, call)
                        .status())
                .isEqualTo(401);
        assertThat(sending.send(mine, false, call).status()).isEqualTo(200);
        assertThat(open()).isEqualTo(before + 1);
        sending.send(theirs, true, call);
        assertThat(open()).isEqualTo(before + 1);
        assertThat(sending.send(mine, true, call).status()).isEqualTo(200);
        assertThat(open()).isEqualTo(before);
    }

    private long open() {
        return parts.calls().openFor(agents.owner().account().id()).size();
    }

    private Answer ofBridge(Feeds.Access by, boolean ends, String call) {
        String fields = "&direction=in&from=6175550142&to=100&callId=" + call + "&user="
                + agents.owner().extension() + (ends ? "&cause=cancel" : "");
        return send(
                "/api/v1/cti/" + by.token(),
                "event=" + (ends ? "hangup" : "newCall") + fields,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private Answer signed(Feeds.Access by, boolean ends, String call) {
        String body =
                """
                {"type": "%s", "call": "%s", "direction": "inbound", "number": "6175550142",
                 "leg": {"party": "%s"}, "cause": "normal"}""".formatted(ends ? "ended" : "rang", call, agents.owner().extension());
        String now = String.valueOf(parts.clock().instant().getEpochSecond());
        return send(
                "/api/v1/cti/" + by.token() + "/events",
                body,
                "Content-Type",
                JSON,
                "Ringdesk-Signature",
                "t=" + now + ",v1=" + signature(by.secret(), now + "." + body));
    }

    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("no signature", e);
        }
    }

    private Answer mapped(Feeds.Access by, boolean ends, String call) {
        String body = "{\"kind\": \"%s\", \"call\": \"%s\", \"from\": \"6175550142\", \"agent\": \"%s\"}"
                .formatted(ends ? "HANGUP" : "RINGING", call, agents.owner().extension());
        return send("/api/v1/cti/" + by.token() + "/webhook", body, "Content-Type", JSON);
    }

    private Answer ofTelephone(Feeds.Access by, boolean ends, String call) {
        String event = ends ? "terminated" : "incoming";
        return new Desk(agents.port())
                .get("/phone/" + by.token() + "/" + event + "?remote=6175550142&call=" + call + "&user="
                        + agents.owner().extension());
    }

    private Answer send(String path, String body, String... headers) {
        return new Desk(agents.port()).send("POST", path, body, headers);
    }

    private Feeds.Access add(String kind, Map<String, String> settings) {
        FeedKind chosen = parts.kinds().stream()
                .filter(known -> known.key().equals(kind))
                .findFirst()
                .orElseThrow();
        return parts.feeds().add(chosen, "Others " + UUID.randomUUID(), settings);
    }

    private String invitation(TwoAgents.Agent agent) {
        return parts.invitations()
                .forAccount(agent.account().id(), agent.account().id());
    }

    private static String token(String link) {
        return link.replaceFirst(".*/", "");
    }

    /** As somebody who is not signed in. */
    private Answer post(String link, Map<String, String> fields) {
        Desk desk = new Desk(agents.port());
        return desk.post(link, desk.get("/login"), fields);
    }

    private void signIn(TwoAgents.Agent agent, String password) {
        new Desk(agents.port()).signIn(agent.account().login(), password);
    }
}
