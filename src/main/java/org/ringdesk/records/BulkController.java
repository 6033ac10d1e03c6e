package org.ringdesk.records;

import java.util.UUID;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.web.SeeOther;
import org.ringdesk.platform.Patient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes of many records of the list at once. Both lead back to the list, which says what became of it. */
@Controller
class BulkController {
    private final BulkChanges changes;
    private final BulkForms forms;

    BulkController(BulkChanges changes, BulkForms forms) {
        this.changes = changes;
        this.forms = forms;
    }

    @Patient("many records are written")
    @PostMapping("/records/bulk")
    ModelAndView change(
            @RequestParam MultiValueMap<String, String> sent,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        Reader reader = Reader.of(me);
        BulkEdit edit = forms.read(sent, reader);
        if (edit.empty()) {
            after.addFlashAttribute("flash", "records.bulk.nothing");
            return SeeOther.at(forms.back(sent));
        }
        return SeeOther.at(forms.back(sent, changes.make(edit, reader)));
    }

    @Patient("many records are written")
    @PostMapping("/records/bulk/{id}/undo")
    ModelAndView undo(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            @AuthenticationPrincipal SignedIn me) {
        changes.undo(id, Reader.of(me));
        return SeeOther.at(forms.back(sent, id));
    }
}
