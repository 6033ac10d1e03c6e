package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What Enter presses. Browsers take the first button of a form in the order of the tree, wherever it is shown, and those that
 * name the form from elsewhere count. On every page that links lead to it saves, finds or does the one thing the form is for.
 */
@DemoTest
class DefaultButtonTest {
    private static final String CALL = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=";
    private static final int MOST_OF_A_KIND = 3;

    /** Fields in which Enter presses the default button. */
    private static final String FIELDS =
            "input:not([type=hidden], [type=submit], [type=image], [type=button], [type=reset], [type=file])";

    private static final String BUTTONS =
            "button:not([type=button], [type=reset]), input[type=submit], input[type=image]";

    /** Of a form with several buttons, what the first may send. */
    private static final Set<String> HARMLESS = Set.of("", "action=save", "action=preview");

    /** What a form with a field may not be for: Enter would do it. Those ask by a button alone. */
    private static final String DRASTIC = ".*/(delete|remove|disable|forget|merge|undo|discard|hangup)";

    /** A form whose only field is what its first button needs. */
    private static final Map<String, String> FOR_ONE_THING = Map.of("/simulator/press", "send");

    @LocalServerPort
    int port;

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> forms = new TreeSet<>();

    @Test
    void enterSavesAndDoesNothingElse() {
        Desk admin = new Desk(port).signIn("admin", "demo");
        crawl(admin);
        List.of("6175550142", "6175550190", "6175550100").forEach(number -> look(admin.open(CALL + number)));
        look(admin.get("/records/57"));
        look(new Desk(port).get("/login"));

        assertThat(wrong).isEmpty();
        assertThat(forms)
                .contains("/records", "/records/57", "/people", "/login", "/settings/statuses", "/account/preferences");
    }

    private void crawl(Desk desk) {
        Map<String, Integer> visits = new HashMap<>();
        Queue<String> open = new ArrayDeque<>(List.of("/", "/records/new", "/people/new"));
        for (String path = open.poll(); path != null; path = open.poll()) {
            String kind = path.replaceFirst("[?#].*", "").replaceAll("[0-9]+", "N");
            if (visits.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
                Desk.Answer page = desk.open(path);
                look(page);
                open.addAll(links(page));
            }
        }
    }

    private static List<String> links(Desk.Answer page) {
        String type = page.header("Content-Type");
        return type.startsWith("text/html")
                ? page.page().select("a[href^=/]:not([download])").eachAttr("href").stream()
                        .filter(DefaultButtonTest::readable)
                        .toList()
                : List.of();
    }

    private static boolean readable(String link) {
        try {
            return URI.create(link).getPath() != null;
        } catch (IllegalArgumentException raw) {
            return false;
        }
    }

    private void look(Desk.Answer answer) {
        Document page = answer.page();
        for (Element form : page.select("form")) {
            forms.add(form.attr("action"));
            if (!of(form, FIELDS).isEmpty() && !form.attr("method").equals("dialog")) {
                of(form, BUTTONS).stream().findFirst().ifPresent(button -> look(answer, form, button));
            }
        }
    }

    private void look(Desk.Answer answer, Element form, Element button) {
        String action = button.hasAttr("formaction") ? button.attr("formaction") : form.attr("action");
        String sent = button.hasAttr("name") ? button.attr("name") + "=" + button.attr("value") : "";
        boolean alone = of(form, BUTTONS).size() == 1;
        boolean oneThing = button.attr("value").startsWith(FOR_ONE_THING.getOrDefault(form.attr("action"), "-"));
        boolean saves = HARMLESS.contains(sent) && !button.hasAttr("formaction");
        if (!(alone || saves || oneThing) || action.matches(DRASTIC)) {
            wrong.add(answer.response().uri().getPath() + ": " + form.attr("action") + " " + button.outerHtml());
        }
    }

    /** Elements that belong to the form, in the order of the tree. */
    private static List<Element> of(Element form, String selector) {
        Document page = form.ownerDocument();
        return page == null
                ? List.of()
                : page.select(selector).stream()
                        .filter(element -> element.hasAttr("form")
                                ? element.attr("form").equals(form.id())
                                : Objects.equals(element.closest("form"), form))
                        .toList();
    }
}
