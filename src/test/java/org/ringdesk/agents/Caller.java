package org.ringdesk.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.Desk;

/** Somebody who sends the requests of the access table: a browser that is signed in or not, or a program with a token. */
record Caller(
        String name,
        String role,
        String cookies,
        String csrf,
        @Nullable String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Caller browser(String name, String role, Desk desk, String page) {
        String csrf = desk.get(page).page().select("input[name=_csrf]").attr("value");
        return new Caller(name, role, desk.cookies(), csrf, null);
    }

    /** A program with a token, which begins at pages like this browser. */
    Caller with(String program, String scopes, String value) {
        return new Caller(program, scopes, cookies, csrf, value);
    }

    /** What came of a request. */
    record Answer(int status, String location, String body) {
        /** Sent to sign in, or refused. */
        boolean keptOut() {
            return status == 401
                    || status == 403
                    || location.startsWith("/login")
                    || body.contains("data-page=\"signin\"");
        }
    }

    /** A request with nothing in it, which whoever may gets through with, to be told what is missing. */
    Answer asks(int port, String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        boolean json = path.startsWith("/api/");
        request.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
        Optional.ofNullable(token).ifPresent(value -> request.header("Authorization", "Bearer " + value));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        String body = json ? "{}" : "_csrf=" + URLEncoder.encode(csrf, UTF_8);
        request.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return answer(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    }

    /** Of a stream of events, which never ends, the beginning. */
    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        try (var in = response.body()) {
            String body = type.startsWith("text/event-stream") ? "" : new String(in.readAllBytes(), UTF_8);
            String location = response.headers().firstValue("Location").orElse("");
            return new Answer(response.statusCode(), location.replaceFirst("^http://localhost:\\d+", ""), body);
        }
    }
}
