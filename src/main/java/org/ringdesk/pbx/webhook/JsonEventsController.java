package org.ringdesk.pbx.webhook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pbx.Intake;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/cti/{token}/events}: Ringdesk's own events, signed, one or several at once, all or none. */
@RestController
class JsonEventsController {
    private static final int MOST = 100;

    private final Intake intake;
    private final Feeds feeds;
    private final SentBodies bodies;
    private final JsonMapper json;
    private final Clock clock;

    JsonEventsController(Intake intake, Feeds feeds, SentBodies bodies, JsonMapper json, Clock clock) {
        this.intake = intake;
        this.feeds = feeds;
        this.bodies = bodies;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What became of the events.
     *
     * @param accepted how many were new; the others had been sent before
     */
    record Taken(int received, int accepted) {}

    @PostMapping("/api/v1/cti/{token}/events")
    Taken take(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Feed feed = intake.admit(JsonKind.KEY, token, request, response);
        byte[] body = intake.body(feed, request);
        check(feed, Signature.of(request.getHeader(Signature.HEADER)), body);
        JsonNode read = bodies.json(feed, body);
        try {
            return taken(feed, events(read), body.length, response);
        } catch (Refused refused) {
            throw intake.refused(feed, "", refused);
        }
    }

    private Taken taken(Feed feed, List<SentEvent> sent, int size, HttpServletResponse response) {
        Instant now = clock.instant();
        List<CallEvent> events =
                sent.stream().map(event -> event.event(feed.source(), now)).toList();
        String name = String.valueOf(sent.getFirst().type());
        String number = events.getFirst().about().number();
        return intake.store(feed, size, response, () -> intake.take(feed, name, number, events))
                .map(fresh -> new Taken(events.size(), fresh.size()))
                .orElseGet(() -> waiting(events.size(), response));
    }

    /** Taken in, but not looked at yet. */
    private static Taken waiting(int received, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        return new Taken(received, 0);
    }

    private void check(Feed feed, Signature signature, byte[] body) {
        String secret = feeds.secret(feed).orElse("");
        if (secret.isEmpty() || !signature.proves(secret, body)) {
            throw intake.refused(feed, "", new Refused(HttpStatus.UNAUTHORIZED, "pbx.json.signature"));
        }
        if (!signature.timely(clock.instant())) {
            throw intake.refused(
                    feed, "", new Refused(HttpStatus.UNAUTHORIZED, "pbx.json.stale", Signature.WINDOW.toMinutes()));
        }
    }

    private List<SentEvent> events(JsonNode body) {
        JsonNode list =
                body.has("events") ? body.get("events") : json.createArrayNode().add(body);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.json.events", MOST);
        }
        try {
            return list.valueStream()
                    .map(event -> json.treeToValue(event, SentEvent.class))
                    .toList();
        } catch (JacksonException e) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.json.form");
        }
    }
}
