package org.ringdesk.links;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.ringdesk.Desk.Answer;

/** Fills in forms as a browser would: with everything they came with. */
final class LinkForms {
    private LinkForms() {}

    static Map<String, String> filled(Answer page, String title, String action) {
        Map<String, String> fields = fields(page, "#record-form");
        fields.put("title", title);
        fields.put("action", action);
        return fields;
    }

    static Map<String, String> signIn(Answer page, String login, String password) {
        Map<String, String> fields = fields(page, "main form");
        fields.put("username", login);
        fields.put("password", password);
        return fields;
    }

    private static Map<String, String> fields(Answer page, String selector) {
        Element form = page.page().selectFirst(selector);
        Map<String, String> fields = new HashMap<>();
        if (form instanceof FormElement found) {
            found.formData().forEach(field -> fields.putIfAbsent(field.key(), field.value()));
        }
        fields.remove("_csrf");
        return fields;
    }
}
