package org.ringdesk.records;

import java.util.Map;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Drafts as the forms of a new record send them while somebody types, and what agents do about those left over. */
@Controller
@RequestMapping("/records/drafts")
class DraftController {
    private final Drafts drafts;
    private final Openings openings;

    DraftController(Drafts drafts, Openings openings) {
        this.drafts = drafts;
        this.openings = openings;
    }

    @PostMapping
    ResponseEntity<Void> keep(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        NewRecordForm form = NewRecordForm.of(typed).withoutButtons();
        drafts.keep(opening(form).submission(), form, me.account().id());
        return ResponseEntity.noContent().build();
    }

    /** From the form itself by {@code again}, which then opens empty; else from a list of drafts. */
    @PostMapping("/discard")
    ModelAndView discard(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        NewRecordForm form = NewRecordForm.of(typed);
        drafts.discard(opening(form).submission(), me.account().id());
        return SeeOther.at(form.has("again") ? Openings.address(form.text("o")) : "/");
    }

    /** Where the draft's line is taken off the page by script. */
    @PostMapping(path = "/discard", headers = "HX-Request")
    ResponseEntity<Void> discardLine(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        drafts.discard(
                opening(NewRecordForm.of(typed)).submission(), me.account().id());
        return ResponseEntity.ok().build();
    }

    private Opening opening(NewRecordForm form) {
        return openings.open(form.text("o"))
                .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "records.notice.link-expired"));
    }
}
