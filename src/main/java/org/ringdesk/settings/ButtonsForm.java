package org.ringdesk.settings;

import java.util.EnumMap;
import java.util.Map;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.StatusButton;
import org.ringdesk.records.StatusId;
import org.springframework.http.HttpStatus;

/** Which status each button gives, as a form says it: a field for each, and one of what was there before. */
record ButtonsForm(Map<StatusButton, StatusId> seen, Map<StatusButton, StatusId> chosen) {

    /** @throws Refused 422 where a number is missing or is none */
    static ButtonsForm of(Map<String, String> typed) {
        Map<StatusButton, StatusId> before = new EnumMap<>(StatusButton.class);
        Map<StatusButton, StatusId> after = new EnumMap<>(StatusButton.class);
        for (StatusButton button : StatusButton.values()) {
            before.put(button, id(typed.getOrDefault("seen-" + button.key(), "")));
            after.put(button, id(typed.getOrDefault(button.key(), "")));
        }
        return new ButtonsForm(before, after);
    }

    private static StatusId id(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.unreadable");
        }
        return new StatusId(Integer.parseInt(text));
    }
}
