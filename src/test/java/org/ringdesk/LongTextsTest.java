package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is written into an address as long as addresses may be is answered at once, and never by an error of the server. */
@RingdeskTest
class LongTextsTest {
    /** Quadratic work on such a text takes many times as long. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private static final int LONGEST = 45_000;

    private static final List<String> PLACES = List.of(
            "/calls?q=",
            "/calls?number=",
            "/calls?queue=",
            "/calls?from=",
            "/records?q=",
            "/records?request_user=",
            "/records?created_from=",
            "/records?cursor=",
            "/people?q=",
            "/people/options?q=",
            "/people/numbers?q=",
            "/SREdit.jsp?phone=",
            "/SREdit.jsp?user_name=",
            "/SREdit.jsp?last_name=",
            "/SREdit.jsp?email_address=",
            "/SREdit.jsp?x=1&",
            "/records/new?o=");

    private static final List<String> API = List.of(
            "/api/v1/calls?q=",
            "/api/v1/records?q=",
            "/api/v1/people?q=",
            "/api/v1/match?phone=",
            "/api/v1/match?user_name=",
            "/api/v1/callers?number=");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    Desk desk;

    @BeforeEach
    void signIn() {
        desk = accounts.agent(port);
    }

    static Stream<String> worst() {
        return Stream.of(
                        "1",
                        "1 ",
                        "a",
                        " ",
                        "%",
                        "&",
                        "\"",
                        "-\"",
                        "<",
                        "@",
                        "sip:",
                        ";a=",
                        "+",
                        "(",
                        "${",
                        "\\",
                        "é\u0301",
                        "\u0301\u0316",
                        "\ufdfa",
                        "a,",
                        "\uD83D\uDE00")
                .flatMap(piece -> Stream.of("", "a").map(end -> filled(piece, end)))
                .distinct();
    }

    private static String filled(String piece, String end) {
        int each = URLEncoder.encode(piece, StandardCharsets.UTF_8).length();
        return URLEncoder.encode(
                (end.isEmpty() ? "a" : "") + piece.repeat(LONGEST / each) + end, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("worst")
    void isAnsweredAtOnce(String text) {
        for (String place : PLACES) {
            answered(place + (place.endsWith("&") ? text.replace("%26", "&") : text));
        }
        for (String place : API) {
            answered(place + text, "Authorization", accounts.bearer());
        }
    }

    private void answered(String address, String... headers) {
        long begun = System.nanoTime();
        Desk.Answer answer = desk.get(address, headers);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        String shown = address.substring(0, Math.min(60, address.length()));
        assertThat(answer.status()).as(shown).isLessThan(500);
        assertThat(taken).as(shown).isLessThan(AT_ONCE);
    }
}
