package org.ringdesk.pbx.phone;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Intake;
import org.ringdesk.pbx.SentFields;
import org.ringdesk.platform.Refused;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /phone/{token}/{event}}: the action URLs of desk phones. The answer is empty; telephones show what is not. */
@RestController
class PhoneController {
    private final Intake intake;
    private final PhoneCalls calls;
    private final MessageSource messages;
    private final Clock clock;

    PhoneController(Intake intake, PhoneCalls calls, MessageSource messages, Clock clock) {
        this.intake = intake;
        this.calls = calls;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping(value = "/phone/{token}/{event}", produces = MediaType.TEXT_PLAIN_VALUE)
    String take(
            @PathVariable String token,
            @PathVariable String event,
            HttpServletRequest request,
            HttpServletResponse response) {
        Feed feed = intake.admit(PhoneKind.KEY, token, request, response);
        SentFields sent = SentFields.ofForm(request.getQueryString());
        PhoneMessage message = message(feed, event, sent);
        Instant now = clock.instant();
        String name = event + " " + message.user();
        intake.store(
                feed,
                sent.size(),
                response,
                () -> intake.take(feed, name, message.remote(), calls.events(feed, message, now)));
        return "";
    }

    private PhoneMessage message(Feed feed, String event, SentFields sent) {
        try {
            return PhoneMessage.of(event, sent);
        } catch (Refused refused) {
            throw intake.refused(feed, event, refused);
        }
    }

    @ExceptionHandler
    ResponseEntity<String> refused(Refused refused, Locale locale) {
        return ResponseEntity.status(refused.status())
                .contentType(MediaType.TEXT_PLAIN)
                .body(messages.getMessage(refused, locale));
    }
}
