package org.ringdesk.records;

import java.util.Map;
import java.util.UUID;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.calls.CallsJoined;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.context.event.EventListener;
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
class NewRecordDraftController {
    private final Drafts drafts;
    private final Openings openings;

    NewRecordDraftController(Drafts drafts, Openings openings) {
        this.drafts = drafts;
        this.openings = openings;
    }

    @PostMapping
    ResponseEntity<Void> keep(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        NewRecordForm form = NewRecordForm.of(typed).withoutButtons();
        drafts.keep(NewRecordDrafts.key(opening(form).submission()), form.typed(), me);
        return ResponseEntity.noContent().build();
    }

    /** From the form itself by {@code again}, which then opens empty; else from a list of drafts. */
    @PostMapping("/discard")
    ModelAndView discard(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        NewRecordForm form = NewRecordForm.of(typed);
        drafts.discard(opening(form).submission(), me);
        return SeeOther.at(form.has("again") ? Openings.address(form.text("o")) : "/");
    }

    /** Where the draft's line on the page becomes one that takes it back. */
    @PostMapping(path = "/discard", headers = "HX-Request")
    ModelAndView discardLine(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        UUID submission = opening(NewRecordForm.of(typed)).submission();
        drafts.discard(submission, me);
        return new ModelAndView("drafts/undo", "row", submission);
    }

    /** Forms of a call that turned out to be another one are forms of that one. */
    @EventListener
    void joined(CallsJoined joined) {
        drafts.move(Opening.submission(joined.gone().id()), Opening.submission(joined.into()));
    }

    private Opening opening(NewRecordForm form) {
        return openings.open(form.text("o"))
                .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "records.notice.link-expired"));
    }
}
