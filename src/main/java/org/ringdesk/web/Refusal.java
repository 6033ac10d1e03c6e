package org.ringdesk.web;

import java.util.Objects;
import org.ringdesk.platform.Refused;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/** What a request is told that was not done: as a page, a fragment or a problem. */
record Refusal(HttpStatusCode status, MessageSourceResolvable message, HttpHeaders headers) {
    static Refusal of(Refused refused) {
        return new Refusal(refused.status(), refused, new HttpHeaders());
    }

    static Refusal of(HttpStatusCode status, String code, Object... facts) {
        return new Refusal(
                status, new DefaultMessageSourceResolvable(new String[] {code}, facts, code), new HttpHeaders());
    }

    /** What can be said of a status alone. */
    static Refusal of(HttpStatusCode status) {
        return switch (status.value()) {
            case 400, 403, 404, 405, 411, 413, 415, 429, 503 -> of(status, "web.refused." + status.value());
            default -> of(status, status.is5xxServerError() ? "web.refused.500" : "web.refused.400");
        };
    }

    Refusal with(HttpHeaders more) {
        return new Refusal(status, message, more);
    }

    /** The message's key. */
    String code() {
        return Objects.requireNonNull(message.getCodes())[0];
    }
}
