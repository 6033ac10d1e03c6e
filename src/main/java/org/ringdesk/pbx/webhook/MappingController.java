package org.ringdesk.pbx.webhook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Intake;
import org.ringdesk.platform.Refused;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/cti/{token}/webhook}: what another vendor sends, read as its feed's settings say. */
@RestController
class MappingController {
    private final Intake intake;
    private final SentBodies bodies;
    private final JsonMapper json;
    private final Clock clock;

    MappingController(Intake intake, SentBodies bodies, JsonMapper json, Clock clock) {
        this.intake = intake;
        this.bodies = bodies;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/api/v1/cti/{token}/webhook")
    Map<String, Object> take(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Feed feed = intake.admit(MappingKind.KEY, token, request, response);
        JsonNode message = bodies.tree(feed, request);
        try {
            Optional<SentEvent> sent = Mapping.of(feed.settings()).event(message, json);
            List<CallEvent> events = sent.map(event -> event.event(feed.source(), clock.instant())).stream()
                    .toList();
            String number = events.stream()
                    .map(event -> event.about().number())
                    .findFirst()
                    .orElse("");
            String name = sent.map(event -> String.valueOf(event.type())).orElse("");
            int size = message.toString().length();
            intake.store(feed, size, response, () -> intake.take(feed, name, number, events));
            return Map.of();
        } catch (Refused refused) {
            throw intake.refused(feed, "", refused);
        }
    }
}
