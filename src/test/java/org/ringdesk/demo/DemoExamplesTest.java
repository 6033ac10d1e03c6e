package org.ringdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.RawRequest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every example of the demo's start page does what the page says it does. */
@DemoTest
class DemoExamplesTest {
    @LocalServerPort
    int port;

    Desk dana;

    @BeforeEach
    void signIn() {
        dana = new Desk(port).signIn("dana", "demo");
    }

    @Test
    void startPageIsWhereDanaLandsAndHasAnExampleForEachRow() {
        assertThat(dana.get("/").location()).isEqualTo("/demo");
        Document page = dana.get("/demo").page();
        assertThat(page.select("tr[data-example]")).hasSize(keys().size()).hasSizeGreaterThan(45);
        assertThat(page.select("tr[data-example] td").eachText()).noneMatch(text -> text.startsWith("demo."));
    }

    private static List<String> keys() {
        return DemoExamples.groups().stream()
                .flatMap(group -> group.examples().stream())
                .map(DemoExample::key)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            phone-call,      phone-call,  a.lindqvist,
            standard,        record-form, a.lindqvist,
            existing,        record,      a.lindqvist,
            change,          record-form, '',
            from,            phone-call,  a.lindqvist,
            unknown-type,    record-form, '',                unknown-type
            template,        record-form, a.lindqvist,
            ignored,         phone-call,  a.lindqvist,
            user-name,       phone-call,  a.lindqvist,
            names,           phone-call,  a.lindqvist,
            email,           phone-call,  a.lindqvist,
            cell-phone,      phone-call,  a.lindqvist,
            sms,             phone-call,  a.lindqvist,
            car,             phone-call,  a.lindqvist,
            place,           phone-call,  a.lindqvist,
            cust-text,       phone-call,  a.lindqvist,
            cust-int,        phone-call,  a.lindqvist,
            nobody,          phone-call,  '',                no-match
            several,         phone-call,  pier4.reception,   several-match
            empty,           phone-call,  '',                withheld
            withheld,        phone-call,  '',                withheld
            all,             phone-call,  i.solberg,
            partial,         phone-call,  a.lindqvist,       partial-match
            disabled,        phone-call,  '',                disabled-match
            not-a-number,    phone-call,  '',                not-a-number
            unknown-field,   phone-call,  '',                unknown-field
            accents,         phone-call,  andre.desrosiers,
            international,   phone-call,  a.lindqvist,
            punctuated,      phone-call,  a.lindqvist,
            sip,             phone-call,  a.lindqvist,
            named-sip,       phone-call,  a.lindqvist,
            outside-line,    phone-call,  a.lindqvist,
            local,           phone-call,  a.lindqvist,
            extension,       phone-call,  omar,
            narrowed,        phone-call,  switchboard.x13,
            trunk-zero,      phone-call,  h.grimsby,
            twice,           phone-call,  domain\\user1,
            once,            phone-call,  domain\\user1,
            raw,             phone-call,  domain\\user1,
            plus,            phone-call,  a.lindqvist,
            windows,         phone-call,  andre.desrosiers,
            macro,           phone-call,  '',                macro
            braces,          phone-call,  '',                macro
            markup,          phone-call,  '',                no-match
            other-requester, record,      a.lindqvist,       other-requester
            missing,         error,       '',
            no-number,       error,       '',
            not-visible,     error,       '',
            """)
    void exampleDoesWhatItSays(String key, String pageName, String requestUser, String notice) {
        RawRequest.Answer opened = RawRequest.get(port, link(key), "Cookie: " + dana.cookies());
        assertThat(opened.status()).isEqualTo(303);
        Document page = dana.open(opened.location()).page();
        assertThat(page.body().attr("data-page")).isEqualTo(pageName);
        assertThat(requestUser(page)).isEqualTo(requestUser);
        if (notice != null) {
            assertThat(page.select("[data-notice=" + notice + "]")).isNotEmpty();
        }
    }

    private static String link(String key) {
        return DemoExamples.groups().stream()
                .flatMap(group -> group.examples().stream())
                .filter(example -> example.key().equals(key))
                .map(DemoExample::link)
                .findFirst()
                .orElseThrow();
    }

    private static String requestUser(Document page) {
        Element field = page.selectFirst("#record-form [name=requestUser], main [data-request-user]");
        if (field == null) {
            return "";
        }
        return field.hasAttr("data-request-user") ? field.attr("data-request-user") : field.attr("value");
    }
}
