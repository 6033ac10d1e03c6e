package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes RFC 9457 problem details where no controller can: from a filter. */
@Component
public class Problems {
    private final MessageSource messages;
    private final JsonMapper json;

    Problems(MessageSource messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /**
     * @param code the message's key, which the problem carries as {@code code}
     * @param facts what the message is filled in with
     */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            String code,
            Object... facts)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(json.writeValueAsBytes(problem(
                        request, status, code, new DefaultMessageSourceResolvable(new String[] {code}, facts, code))));
    }

    ProblemDetail problem(
            HttpServletRequest request,
            HttpStatusCode status,
            String code,
            org.springframework.context.MessageSourceResolvable message) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, messages.getMessage(message, RequestContextUtils.getLocale(request)));
        problem.setProperty("code", code);
        return problem;
    }
}
