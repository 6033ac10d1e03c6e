package org.ringdesk.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.DemoTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Ringdesk behind the nginx of docs/operations.md, a real one. */
@DemoTest
@TestPropertySource(properties = "server.forward-headers-strategy=native")
@Tag("nginx")
class NginxTest {
    private static final String NEIGHBOUR = "127.0.0.2";
    private static final Pattern COOKIE = Pattern.compile("(?mi)^Set-Cookie: ([^;\r]+)");

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Nginx nginx;
    TlsClient client;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(folder, port);
        client = new TlsClient(nginx.port(), NEIGHBOUR);
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    private static String cookies(String answer) {
        return COOKIE.matcher(answer).results().map(found -> found.group(1)).collect(Collectors.joining("; "));
    }

    private String signIn(String login, String password, String header) throws Exception {
        String page = client.ask("GET /login HTTP/1.1\r\n", "");
        String token = Jsoup.parse(page).select("input[name=_csrf]").attr("value");
        String form = "username=" + login + "&password=" + password + "&_csrf="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return client.ask(
                "POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: " + cookies(page)
                        + "\r\n" + header,
                form);
    }

    private static int status(String answer) {
        Matcher line = Pattern.compile("^HTTP/1.1 (\\d+)").matcher(answer);
        assertThat(line.find()).as(answer).isTrue();
        return Integer.parseInt(line.group(1));
    }

    @Test
    void whatAClientOfTheSameNetworkSaysOfItsAddressIsNotBelieved() throws Exception {
        List<Integer> answers = IntStream.range(0, 6)
                .mapToObj(i -> {
                    try {
                        return status(signIn(
                                "nobody-" + port,
                                "wrong",
                                "X-Forwarded-For: 203.0.113." + i + ", " + NEIGHBOUR + "\r\nForwarded: for=203.0.113."
                                        + i + "\r\n"));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(answers).startsWith(401, 401).endsWith(429);
    }

    @Test
    void cookiesAreSecureAndNoHeaderOfTheClientLeadsElsewhere() throws Exception {
        String answer = signIn("dana", "demo", "X-Forwarded-Host: evil.example\r\nX-Forwarded-Port: 81\r\n");

        assertThat(status(answer)).isEqualTo(303);
        assertThat(answer.lines().filter(line -> line.startsWith("Set-Cookie: ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("; Secure"));
        assertThat(answer).doesNotContain("evil.example", ":81");
    }

    @Test
    void languageThatWasChosenBeforeSigningInHoldsBehindTls() throws Exception {
        String page = client.ask("GET /login HTTP/1.1\r\n", "");
        String token = Jsoup.parse(page).select("input[name=_csrf]").attr("value");

        String chosen = client.ask(
                "POST /language HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: " + cookies(page)
                        + "\r\n",
                "language=de&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8));

        assertThat(client.ask("GET /login HTTP/1.1\r\nAccept-Language: en\r\nCookie: " + cookies(chosen) + "\r\n", ""))
                .contains("<html lang=\"de\"");
    }

    @Test
    void theStreamOfCallsComesAtOnce() throws Exception {
        String cookies = cookies(signIn("dana", "demo", ""));
        try (Socket stream =
                client.open("GET /live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: " + cookies
                        + "\r\n\r\n")) {
            var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
            assertThat(lines.lines().anyMatch(line -> line.startsWith("event:")))
                    .isTrue();
            client.ask(
                    "POST /api/v1/cti/demo HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                    "event=newCall&direction=in&from=6175550142&to=200&callId=nginx&user=201");
            assertThat(lines.lines().anyMatch(line -> line.contains("call-ringing")))
                    .isTrue();
            client.ask(
                    "POST /api/v1/cti/demo HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                    "event=hangup&callId=nginx&cause=normalClearing");
        }
    }

    @Test
    void largeFilesPassWhereTheyAreImportedAndNowhereElse() throws Exception {
        String large = "user_name,first_name\n" + "nginx,x\n".repeat(400_000);
        String token = "Authorization: Bearer demo\r\nContent-Type: text/csv\r\n";

        assertThat(status(client.ask("POST /api/v1/people/import HTTP/1.1\r\n" + token, large)))
                .isEqualTo(202);
        for (String path : List.of("/login", "/api/v1/records", "/people/import/x", "/api/v1/people/import/1")) {
            try (Socket socket = client.open("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + token
                    + "Content-Length: " + large.length() + "\r\n\r\n")) {
                assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                        .contains(" 413 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone=%2B1%20617%zz\"<>[\\]^`{|}",
                "/SREdit.jsp?a=%2e%2E/../x&b=//c;d=\u00e4\u00f6&&=?#",
                "//SREdit.jsp?id=%%calleridnumber%%",
                "/index.jsp?x=$caller$%26+%00"
            })
    void linksPassByteForByte(String link) throws Exception {
        try (Upstream upstream = new Upstream();
                Nginx other = Nginx.start(Files.createDirectory(folder.resolve("other")), upstream.port())) {
            new TlsClient(other.port(), NEIGHBOUR).ask("GET " + link + " HTTP/1.1\r\nX-Forwarded-For: 1.2.3.4\r\n", "");

            assertThat(upstream.heads()).singleElement().satisfies(head -> {
                assertThat(head).startsWith("GET " + link + " HTTP/1.1\n");
                assertThat(head)
                        .contains("X-Forwarded-For: " + NEIGHBOUR + "\n")
                        .doesNotContain("1.2.3.4");
            });
        }
    }

    @Test
    void halfSentFormsDoNotReachRingdeskAndNothingIsLogged() throws Exception {
        try (Upstream upstream = new Upstream();
                Nginx other = Nginx.start(Files.createDirectory(folder.resolve("other")), upstream.port());
                Socket half = new TlsClient(other.port(), NEIGHBOUR)
                        .open(
                                "POST /login?caller=6175550142 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\na");
                Socket slow = new TlsClient(other.port(), NEIGHBOUR).open("GET / HTTP/1.1\r\nX: ")) {
            Thread.sleep(1_000);

            assertThat(upstream.heads()).isEmpty();
            assertThat(half.isConnected() && slow.isConnected()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("other/ringdesk.log"))).doesNotContain("6175550142");
        assertThat(folder.resolve("other/ringdesk.error.log")).isEmptyFile();
    }
}
