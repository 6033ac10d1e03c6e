package org.ringdesk.records;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new record, filled in as far as it goes.
 *
 * @param o the sealed opening
 * @param draft what of it the server keeps
 * @param call that the form is of, as it is now; null if none
 * @param already the record that somebody else made of the same form; null if none
 * @param errors what is wrong, by field
 */
public record NewRecordPage(
        Opening opening,
        String o,
        NewRecordForm form,
        CallerPanel caller,
        Choices choices,
        List<FormNotice> notices,
        FormDraft draft,
        @Nullable FormCallPage call,
        @Nullable RecordId already,
        Map<String, String> errors) {

    public boolean phoneCall() {
        return opening.form() == Opening.Form.PHONE_CALL;
    }

    /** Whether no level of the category is chosen or refused. */
    public boolean untouchedCategory() {
        return Stream.of("category", "subcategory", "thirdLevel")
                .allMatch(level -> form.text(level).isEmpty() && error(level).isEmpty());
    }

    /** What stands in a field of the person to create: what was typed, or else the name that came with the call. */
    public String newPerson(String field) {
        return form.typed().getOrDefault(field, caller.callerName().suggested(field));
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
