package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes RFC 9457 problem details, with the message's key as {@code code} so that programs need not read sentences. */
@Component
public class Problems {
    private final MessageSource messages;
    private final ViewerLocale viewerLocale;
    private final JsonMapper json;

    Problems(MessageSource messages, ViewerLocale viewerLocale, JsonMapper json) {
        this.messages = messages;
        this.viewerLocale = viewerLocale;
        this.json = json;
    }

    ProblemDetail of(HttpServletRequest request, Refusal refusal) {
        String detail = messages.getMessage(refusal.message(), viewerLocale.resolveLocale(request));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(refusal.status(), detail);
        problem.setProperty("code", refusal.code());
        return problem;
    }

    /**
     * Answers from a filter, where no controller can.
     *
     * @param code the message's key
     * @param facts what the message is filled in with
     */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            String code,
            Object... facts)
            throws IOException {
        byte[] problem = json.writeValueAsBytes(of(request, Refusal.of(status, code, facts)));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(problem);
    }
}
