package org.ringdesk.records;

import java.util.Map;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** What the forms of a new record answer with. */
final class NewRecordViews {
    private NewRecordViews() {}

    static ModelAndView form(NewRecordPage page, HttpStatus status) {
        String view = page.phoneCall() ? "records/phone-call" : "records/record-form";
        return new ModelAndView(view, Map.of("page", page), status);
    }

    /** Only what another request user changes. */
    static ModelAndView callerChosen(NewRecordPage page) {
        return new ModelAndView("records/caller-chosen", Map.of("page", page));
    }

    static ModelAndView seeRecord(RecordId id) {
        return SeeOther.at("/records/" + id);
    }
}
