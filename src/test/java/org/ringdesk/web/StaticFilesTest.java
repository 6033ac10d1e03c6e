package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What travels between server and browser, and what need not. */
@RingdeskTest
class StaticFilesTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    private static List<String> files(Desk.Answer page) {
        return Stream.of("src", "href")
                .flatMap(attribute -> page.page().select("script, link, use").eachAttr(attribute).stream())
                .map(address -> address.replaceFirst("#.*", ""))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/records/new?form=phone-call", "/records", "/people", "/account"})
    void everyFileThatAPageLinksIsCompressedAndKeptForAYear(String path) {
        Desk desk = testAccounts.agent(port);

        List<String> files = files(desk.get(path));

        assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> {
            Desk.Answer answer = desk.get(file, "Accept-Encoding", "gzip, deflate, br");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
            assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        });
    }

    @Test
    void fileUnderAnotherAddressIsAskedForEachTime() {
        Desk desk = new Desk(port);
        Desk.Answer first = desk.get("/css/ringdesk.css");

        Desk.Answer again = desk.get("/css/ringdesk.css", "If-Modified-Since", first.header("Last-Modified"));

        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void scriptsAndStylesNameNoFileWithoutItsHash() {
        Desk desk = testAccounts.agent(port);

        assertThat(files(desk.get("/records")))
                .allSatisfy(file -> assertThat(desk.get(file).body())
                        .doesNotContainPattern(
                                "(?m)^\\s*import\\s|import\\(['\"]|url\\((?!\"data:)|['\"]/(css|js|img)/"));
    }

    @ParameterizedTest
    @CsvSource({"'gzip, deflate, br', gzip", "'deflate, GZIP;q=0.5', gzip", "'gzip;q=0, br', ''", "identity, ''"})
    void pageIsCompressedForWhoeverTakesIt(String accepted, String sent) {
        Desk.Answer answer = testAccounts.agent(port).get("/records", "Accept-Encoding", accepted);

        assertThat(answer.header("Content-Encoding")).isEqualTo(sent);
        assertThat(answer.header("Vary")).contains("Accept-Encoding");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void answerToAProgramIsCompressed() {
        Desk desk = new Desk(port);
        for (int i = 0; i < 10; i++) {
            testAccounts.person("weight" + i);
        }

        Desk.Answer answer =
                desk.get("/api/v1/people", "Authorization", testAccounts.bearer(), "Accept-Encoding", "gzip");

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    }

    /** BREACH: a secret that is the same in each compressed answer can be guessed from the answers' lengths. */
    @Test
    void securityTokenLooksDifferentInEachAnswer() {
        Desk desk = testAccounts.agent(port);

        String first = desk.get("/records").page().select("[name=_csrf]").attr("value");
        String second = desk.get("/records").page().select("[name=_csrf]").attr("value");

        assertThat(first).hasSameSizeAs(second).isNotEqualTo(second);
    }
}
