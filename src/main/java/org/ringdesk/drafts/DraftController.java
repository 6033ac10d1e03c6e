package org.ringdesk.drafts;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.ringdesk.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Drafts as forms send them while somebody types, and what agents do about those left over; each agent's own only. */
@Controller
@RequestMapping("/drafts")
class DraftController {
    private final Drafts drafts;

    DraftController(Drafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping
    ResponseEntity<Void> keep(@RequestParam Map<String, String> typed, @AuthenticationPrincipal Viewer me) {
        drafts.keep(key(typed), typed, me);
        return ResponseEntity.noContent().build();
    }

    /** From the form itself by {@code again}, which then opens without it; else the text is shown a last time. */
    @PostMapping("/discard")
    ModelAndView discard(@RequestParam Map<String, String> typed, @AuthenticationPrincipal Viewer me) {
        UUID row = key(typed).row();
        Optional<Draft> draft = drafts.form(row, me).flatMap(form -> drafts.line(form, me));
        drafts.discard(row, me);
        return SeeOther.at(draft.map(Draft::address)
                .filter(address -> typed.containsKey("again"))
                .orElse("/drafts/" + row));
    }

    /** Where the draft's line on the page becomes one that takes it back. */
    @PostMapping(path = "/discard", headers = "HX-Request")
    ModelAndView discardLine(@RequestParam Map<String, String> typed, @AuthenticationPrincipal Viewer me) {
        UUID row = key(typed).row();
        drafts.discard(row, me);
        return new ModelAndView("drafts/undo", "row", row);
    }

    /** Takes a discarding back; the form opens with the text. */
    @PostMapping("/restore")
    ModelAndView restore(@RequestParam UUID row, @AuthenticationPrincipal Viewer me) {
        drafts.restore(row, me);
        return SeeOther.at(line(form(row, me), me).address());
    }

    /** The text for itself: where what it is about is gone, or right after it was discarded; else the form. */
    @GetMapping("/{row:[0-9a-f-]{36}}")
    ModelAndView text(@PathVariable UUID row, @AuthenticationPrincipal Viewer me) {
        KeptForm form = form(row, me);
        Draft draft = line(form, me);
        DraftKind kind = drafts.kind(draft.key().kind());
        return draft.gone() || form.draft().discarded()
                ? new ModelAndView("drafts/text", "page", DraftPage.of(draft, form, kind))
                : SeeOther.at(draft.address());
    }

    private KeptForm form(UUID row, Viewer me) {
        return drafts.form(row, me).orElseThrow(DraftController::missing);
    }

    private Draft line(KeptForm form, Viewer me) {
        return drafts.line(form, me).orElseThrow(DraftController::missing);
    }

    private static DraftKey key(Map<String, String> typed) {
        return DraftKey.parse(typed.get("draft"))
                .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "drafts.unknown"));
    }

    private static Refused missing() {
        return new Refused(HttpStatus.NOT_FOUND, "drafts.missing");
    }
}
