package org.ringdesk.pbx.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Intake;
import org.ringdesk.pbx.SentFields;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

    /** A JSON object, or the fields of a form as one. */
    JsonNode tree(Feed feed, HttpServletRequest request) throws IOException {
        byte[] body = intake.body(feed, request);
        try {
            return isObject(request, body) ? object(body) : form(body);
        } catch (Refused refused) {
            throw intake.refused(feed, "", refused);
        }
    }

    /** The same of a message that somebody pasted. */
    JsonNode tree(byte[] body) {
        return body.length > 0 && body[0] == '{' ? object(body) : form(body);
    }

    /** @throws Refused 400 for what is no JSON object */
    JsonNode json(Feed feed, byte[] body) {
        try {
            return object(body);
        } catch (Refused refused) {
            throw intake.refused(feed, "", refused);
        }
    }

    private JsonNode form(byte[] body) {
        ObjectNode fields = json.createObjectNode();
        SentFields.ofForm(body).values().forEach((name, values) -> fields.put(name, String.join(", ", values)));
        return fields;
    }

    private JsonNode object(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JacksonException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "pbx.refused.json");
        }
        throw new Refused(HttpStatus.BAD_REQUEST, "pbx.refused.json");
    }

    private static boolean isObject(HttpServletRequest request, byte[] body) {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        return type.contains("json") || (body.length > 0 && body[0] == '{');
    }
}
