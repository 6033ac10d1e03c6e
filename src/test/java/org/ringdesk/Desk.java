package org.ringdesk;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without pictures: one session against the server under test. Redirects are shown, not followed. */
public final class Desk {
    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;

    public Desk(int port) {
        base = URI.create("http://localhost:" + port);
        http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What the server said. */
    public record Answer(int status, HttpResponse<String> response) {
        public Document page() {
            return Jsoup.parse(response.body(), response.uri().toString());
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Path and query of the redirect's target. */
        public String location() {
            return header("Location").replaceFirst("^http://localhost:\\d+", "");
        }

        /** The page's {@code data-page}. */
        public String pageName() {
            return page().body().attr("data-page");
        }
    }

    /** Signs in through the form. */
    public Desk signIn(String login, String password) {
        Answer answer = post("/login", get("/login"), Map.of("username", login, "password", password));
        if (answer.status() != 303 && answer.status() != 302) {
            throw new AssertionError("sign-in answered " + answer.status());
        }
        return this;
    }

    /** The value of the Cookie header that this session sends. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Sends that cookie from now on. */
    public void cookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(base, cookie);
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Follows redirects within the server, at most ten. */
    public Answer open(String path) {
        Answer answer = get(path);
        for (int i = 0; i < 10 && answer.status() >= 300 && answer.status() < 400; i++) {
            answer = get(answer.location());
        }
        return answer;
    }

    /** Posts a form with the CSRF token of the page it stands on. */
    public Answer post(String path, Answer page, Map<String, String> fields) {
        String csrf = page.page().select("input[name=_csrf]").attr("value");
        return post(path, "_csrf=" + encode(csrf) + "&" + form(fields));
    }

    /** Posts a form body as it is. */
    public Answer post(String path, String body) {
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends any request; for the API. */
    public Answer send(String method, String path, String body, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError("no answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
