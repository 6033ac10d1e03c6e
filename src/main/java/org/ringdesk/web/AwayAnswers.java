package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Says that the database does not answer, to whoever asks and without asking anybody: neither who is signed in nor what they
 * have chosen is known then.
 */
@Component
class AwayAnswers {
    private static final String AWAY = "web.refused.503";
    private static final String RETRY_SECONDS = "2";

    /** What a controller may have said of the answer that will not be. */
    private static final List<String> OF_THE_ANSWER = List.of(
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION);

    private final Problems problems;
    private final JteViews views;
    private final ViewerLocale viewerLocale;
    private final MessageSource messages;

    AwayAnswers(Problems problems, JteViews views, ViewerLocale viewerLocale, MessageSource messages) {
        this.problems = problems;
        this.views = views;
        this.viewerLocale = viewerLocale;
        this.messages = messages;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        OF_THE_ANSWER.forEach(name -> response.setHeader(name, null));
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        PageHeaders.set(response);
        if (request.getRequestURI().startsWith("/phone/")) {
            text(request, response);
        } else if (Refusals.wantsProblem(request) || wantsEvents(request)) {
            problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, AWAY);
        } else if (request.getHeader("HX-Request") != null) {
            var page = new RefusedPage(
                    HttpStatus.SERVICE_UNAVAILABLE.value(),
                    Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, AWAY).message());
            view("web/refused-fragment", page, request, response);
        } else {
            view("web/away", AwayPage.of(request), request, response);
        }
    }

    /** Telephones show what they are answered. */
    private void text(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable String text = messages.getMessage(AWAY, null, viewerLocale.resolveLocale(request));
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getOutputStream().write(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    }

    private void view(String name, Object page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        views.write(name, Map.of("page", page), request, response);
    }

    private static boolean wantsEvents(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
