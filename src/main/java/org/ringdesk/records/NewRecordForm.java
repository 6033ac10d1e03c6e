package org.ringdesk.records;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an agent typed into the form of a new record, as typed. Nothing is refused here, so that nothing is lost; a field
 * that was not there is empty.
 */
public record NewRecordForm(Map<String, String> typed) {
    public NewRecordForm {
        typed = Map.copyOf(typed);
    }

    /** The form of a request, its security token left out. */
    static NewRecordForm of(Map<String, String> parameters) {
        var typed = new HashMap<>(parameters);
        typed.remove("_csrf");
        return new NewRecordForm(typed);
    }

    /** The form of an {@code application/x-www-form-urlencoded} body. */
    static NewRecordForm encoded(String body) {
        var typed = new HashMap<String, String>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            typed.putIfAbsent(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
        }
        return of(typed);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public String text(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean has(String field) {
        return !text(field).isBlank();
    }

    /**
     * Where the form goes first, because something was typed into a section that has a button of its own and waits for it:
     * without a script Enter presses the form's first button there, too. Empty where nothing waits.
     *
     * @param suggested the name that the section for a new person came with
     */
    Optional<String> unfinishedSection(CallerName suggested) {
        if (has("sharedLabel")) {
            return Optional.of("/records/new/share");
        }
        boolean person = Stream.of("newFirstName", "newLastName", "newUserName")
                .anyMatch(field -> has(field) && !text(field).strip().equals(suggested.suggested(field)));
        return person && !has("requestUser") ? Optional.of("/records/new/person") : Optional.empty();
    }

    NewRecordForm with(String field, String value) {
        var changed = new HashMap<>(typed);
        changed.put(field, value);
        return new NewRecordForm(changed);
    }

    /** Without what tells which button was pressed. */
    NewRecordForm withoutButtons() {
        var fields = new HashMap<>(typed);
        fields.keySet().removeAll(Set.of("action", "pick", "forget", "remember"));
        return new NewRecordForm(fields);
    }

    /** With the candidate that was picked as request user, where one was. */
    NewRecordForm picked() {
        return has("pick") ? with("requestUser", text("pick")) : this;
    }
}
