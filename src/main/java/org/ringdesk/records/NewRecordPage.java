package org.ringdesk.records;

import java.util.List;
import java.util.Map;

/**
 * The form of a new record, filled in as far as it goes.
 *
 * @param o the sealed opening
 * @param draft what of it the server keeps
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
        Map<String, String> errors) {

    public boolean phoneCall() {
        return opening.form() == Opening.Form.PHONE_CALL;
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
