package org.ringdesk.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.RawRequest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Links as no phone should send them, by the ten thousand: names, encodings, lengths, bytes. */
@DemoTest
@ExtendWith(OutputCaptureExtension.class)
class MutatedLinksTest {
    private static final int LINKS = 10_000;
    /** Every so many links the form behind the redirect is looked at too. */
    private static final int LOOK = 20;

    private static final List<String> NAMES = List.of(
            "id",
            "SR_Type",
            "fromId",
            "templateId",
            "autoUserField_phone",
            "autoUserField_user_name",
            "autoUserField_cust_int1",
            "autoUserField_building",
            "autoUserField_",
            "AUTOUSERFIELD_PHONE",
            "autoUserField_nonsense",
            "_csrf",
            "o",
            "");
    private static final List<String> VALUES = List.of(
            "0",
            "57",
            "8",
            "PhoneCall",
            "6175550142",
            "+1 617 555 0142",
            "domain%255Cuser1",
            "domain\\user1",
            "Andr%E9",
            "%CallerNumber%",
            "{phone}",
            "<script>alert(1)</script>",
            "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
            "%22%3E%3Csvg%20onload%3Dalert(1)%3E",
            "'%20or%201=1--",
            "%00",
            "%0d%0aSet-Cookie:%20a=b",
            "%",
            "%f0%9f%93%9e",
            "%c0%af",
            "../../etc/passwd",
            "${7*7}",
            "anonymous",
            "99999999999999999999999",
            "-1",
            "");

    @LocalServerPort
    int port;

    @Test
    void noMutatedLinkGetsAServerErrorOrMarkupThatRuns(CapturedOutput output) {
        String session = "Cookie: " + new Desk(port).signIn("dana", "demo").cookies();
        int before = output.length();
        Random random = new Random(8080);
        for (int i = 0; i < LINKS; i++) {
            String link = link(random);
            RawRequest.Answer answer = RawRequest.get(port, link, session);
            assertThat(answer.status()).as(link).isIn(303, 400, 403, 404);
            if (answer.status() != 303) {
                harmless(link, answer);
            } else if (i % LOOK == 0) {
                assertThat(answer.location()).as(link).startsWith("/records/").hasSizeLessThan(8000);
                RawRequest.Answer form = RawRequest.get(port, answer.location(), session);
                assertThat(form.status()).as(link).isIn(200, 400, 403, 404);
                harmless(link, form);
            }
        }
        assertThat(output.toString().substring(before))
                .as("callers' data in the log")
                .doesNotContain("6175550142", "user1", "autoUserField");
    }

    private static void harmless(String link, RawRequest.Answer answer) {
        int body = Math.max(0, answer.text().indexOf("\r\n\r\n"));
        assertThat(answer.text().substring(0, body)).as(link).doesNotContain("Set-Cookie: a=b");
        Document page = Jsoup.parse(answer.text().substring(body));
        assertThat(page.select("script:not([src]), svg[onload], img[onerror], [onclick], [style]"))
                .as(link)
                .isEmpty();
        assertThat(answer.text()).as(link).doesNotContain("Exception", "at org.");
    }

    private static String link(Random random) {
        var link = new StringBuilder("/SREdit.jsp?");
        for (int parameters = random.nextInt(1, 9); parameters > 0; parameters--) {
            link.append(name(random)).append(random.nextInt(20) == 0 ? "" : "=").append(value(random));
            link.append(parameters > 1 ? "&" : "");
        }
        return link.toString();
    }

    private static String name(Random random) {
        String name = any(NAMES, random);
        return random.nextInt(6) == 0 ? mutated(name, random) : name;
    }

    private static String value(Random random) {
        String value = any(VALUES, random).replace(' ', '+');
        return switch (random.nextInt(8)) {
            case 0 -> mutated(value, random);
            case 1 -> value.repeat(random.nextInt(1, 40));
            case 2 -> value + any(VALUES, random).replace(' ', '+');
            default -> value;
        };
    }

    /** One byte changed, left out or put in; blanks and line ends would end the request line. */
    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        char other = (char) random.nextInt(0x21, 0x100);
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + other + text.substring(Math.min(text.length(), at + 1));
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
            default -> text.substring(0, at) + other + text.substring(at);
        };
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
