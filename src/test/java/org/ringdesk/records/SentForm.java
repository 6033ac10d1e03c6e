package org.ringdesk.records;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Forms as browsers send them. */
public final class SentForm {
    private SentForm() {}

    /** What a browser would send of the form, changed by that. */
    public static Map<String, String> fields(Document page, String form, Map<String, String> changes) {
        Map<String, String> fields = new HashMap<>();
        for (Element field : page.select(form + " [name]:not(button)")) {
            boolean off =
                    (field.attr("type").equals("checkbox") || field.attr("type").equals("radio"))
                            && !field.hasAttr("checked");
            if (!off) {
                fields.putIfAbsent(field.attr("name"), value(field));
            }
        }
        fields.putAll(changes);
        return fields;
    }

    private static String value(Element field) {
        return switch (field.tagName()) {
            case "select" ->
                field.select("option[selected]").isEmpty()
                        ? field.select("option").attr("value")
                        : field.select("option[selected]").attr("value");
            case "textarea" -> field.wholeText().replaceFirst("^\n", "");
            default -> field.attr("value");
        };
    }
}
