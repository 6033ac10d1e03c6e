package org.ringdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.ringdesk.Desk;
import org.ringdesk.records.SentForm;

/** What an administrator does on the pages of settings. */
record Administration(Desk desk) {
    Desk.Answer open(String path) {
        Desk.Answer answer = desk.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer;
    }

    /** Sends a form of an opened page as it stands, but for the changes. */
    Desk.Answer send(Desk.Answer page, String form, Map<String, String> changes) {
        Element element = page.page().expectFirst(form);
        return desk.post(element.attr("action"), page, SentForm.fields(page.page(), form, changes));
    }

    Desk.Answer send(String path, String form, Map<String, String> changes) {
        return send(open(path), form, changes);
    }

    /** Retires, restores or deletes with the version that the page carries. */
    Desk.Answer act(String path, String action) {
        Desk.Answer page = open(path);
        String version = page.page().select("#edit input[name=version]").attr("value");
        return desk.post(path + "/" + action, page, Map.of("version", version));
    }

    Desk.Answer press(String path, String action, Map<String, String> fields) {
        return desk.post(action, open(path), new HashMap<>(fields));
    }

    static String notice(Desk.Answer answer) {
        return answer.page().select("[data-notice=refused]").text();
    }
}
