package org.ringdesk.pbx.webhook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Intake;
import org.ringdesk.pbx.SentFields;
import org.ringdesk.platform.Refused;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/cti/{token}}: what bridges made for Zammad's generic CTI send, answered as they expect it. */
@RestController
class CtiController {
    private final Intake intake;
    private final SentBodies bodies;
    private final Calls calls;
    private final Seats seats;
    private final MessageSource messages;
    private final Clock clock;

    CtiController(Intake intake, SentBodies bodies, Calls calls, Seats seats, MessageSource messages, Clock clock) {
        this.intake = intake;
        this.bodies = bodies;
        this.calls = calls;
        this.seats = seats;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping("/api/v1/cti/{token}")
    Map<String, Object> take(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Feed feed = intake.admit(CtiKind.KEY, token, request, response);
        SentFields sent = bodies.fields(feed, request);
        CtiMessage message = message(feed, sent);
        Instant now = clock.instant();
        intake.store(feed, sent.size(), response, () -> stored(feed, message, sent.text("from"), now));
        return Map.of();
    }

    private List<CallId> stored(Feed feed, CtiMessage message, String number, Instant now) {
        var translator = new CtiTranslator(
                message,
                feed.source(),
                now,
                calls.find(feed.source(), message.callId()).orElse(null),
                name -> seats.named(name).isPresent());
        return intake.take(feed, message.event().name(), number, translator.events());
    }

    private CtiMessage message(Feed feed, SentFields sent) {
        try {
            return CtiMessage.of(sent);
        } catch (Refused refused) {
            throw intake.refused(feed, sent.text("event"), refused);
        }
    }

    /** In English and in this form, because that is the contract. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(Refused refused) {
        return ResponseEntity.status(refused.status())
                .body(Map.of("error", messages.getMessage(refused, Locale.ENGLISH)));
    }
}
