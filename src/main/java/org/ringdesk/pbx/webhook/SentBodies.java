package org.ringdesk.pbx.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Intake;
import org.ringdesk.pbx.SentFields;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies as what they are: senders are careless with the content type. */
@Component
class SentBodies {
    private final Intake intake;
    private final JsonMapper json;

    SentBodies(Intake intake, JsonMapper json) {
        this.intake = intake;
        this.json = json;
    }

    /** The fields of a form or a JSON object, then those of the query. */
    SentFields fields(Feed feed, HttpServletRequest request) throws IOException {
        byte[] body = intake.body(feed, request);
        SentFields query = SentFields.ofForm(request.getQueryString());
        return (isObject(request, body) ? SentFields.ofJson(json(feed, body)) : SentFields.ofForm(body)).or(query);
    }

    /** @throws Refused 400 for what is no JSON object */
    JsonNode json(Feed feed, byte[] body) {
        JsonNode read = tree(body);
        if (read == null || !read.isObject()) {
            throw intake.refused(feed, "", new Refused(HttpStatus.BAD_REQUEST, "pbx.refused.json"));
        }
        return read;
    }

    private @Nullable JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean isObject(HttpServletRequest request, byte[] body) {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        return type.contains("json") || (body.length > 0 && body[0] == '{');
    }
}
