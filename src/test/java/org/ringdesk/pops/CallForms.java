package org.ringdesk.pops;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.pops.EventStream.Event;

/** What an agent sees of calls at an extension: the bar and the form, and the buttons of the form. */
record CallForms(int port, Desk desk, String extension) {

    /** What the bar and the form say of one call. */
    record Seen(Event bar, Answer form) {
        Document page() {
            return form.page();
        }

        String requestUser() {
            return page().select("[name=requestUser]").val();
        }

        boolean says(String code) {
            return !page().select("[data-notice=" + code + "]").isEmpty();
        }

        String notice(String code) {
            return page().select("[data-notice=" + code + "]").text();
        }
    }

    /** The call rings at the extension, and the agent opens its form. */
    Seen call(Telephones.Line line) {
        try (EventStream stream = EventStream.open(port, desk)) {
            stream.next();
            line.rings(extension);
            Event bar = stream.next("call-ringing");
            return new Seen(bar, desk.open(bar.text("$.form")));
        }
    }

    /** A button of the form, with something typed before. */
    Answer press(Answer page, String path, Map<String, String> typed) {
        Map<String, String> fields = new HashMap<>();
        page.page()
                .expectForm("#record-form")
                .formData()
                .forEach(field -> fields.putIfAbsent(field.key(), field.value()));
        fields.remove("_csrf");
        fields.putAll(typed);
        return desk.post(path, page, fields);
    }

    /** Logs it for that person. */
    Answer save(Answer page, String requestUser) {
        return press(page, "/records", Map.of("requestUser", requestUser, "title", "Printer", "action", "save"));
    }
}
