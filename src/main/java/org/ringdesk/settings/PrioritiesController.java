package org.ringdesk.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Catalog;
import org.ringdesk.records.CatalogHistory;
import org.ringdesk.records.CatalogKind;
import org.ringdesk.records.PriorityEditing;
import org.ringdesk.records.PriorityMatrix;
import org.ringdesk.platform.Patient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@Patient("what records show may have to be written anew in all of them")
@RequestMapping("/settings/priorities")
class PrioritiesController {
    private final Catalog catalog;
    private final PriorityEditing editing;
    private final CatalogHistory history;

    PrioritiesController(Catalog catalog, PriorityEditing editing, CatalogHistory history) {
        this.catalog = catalog;
        this.editing = editing;
        this.history = history;
    }

    @GetMapping
    ModelAndView show() {
        catalog.refresh();
        return page(catalog.priorities(), null);
    }

    @PostMapping
    ModelAndView save(
            @RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        PriorityMatrix chosen = PriorityForm.chosen(typed);
        try {
            editing.change(PriorityForm.seen(typed), chosen, me.actor());
        } catch (Refused refused) {
            return page(chosen, refused);
        }
        return SettingsViews.done("/settings/priorities", "settings.saved", after);
    }

    /** The form as it would be, nothing saved. */
    @PostMapping("/preview")
    ModelAndView preview(@RequestParam Map<String, String> typed) {
        return page(PriorityForm.chosen(typed), null);
    }

    /** The form filled in with what Ringdesk comes with, nothing saved. */
    @PostMapping("/usual")
    ModelAndView usual() {
        return page(PriorityMatrix.USUAL, null);
    }

    private ModelAndView page(PriorityMatrix shown, @Nullable Refused problem) {
        catalog.refresh();
        var frame = new SettingsFrame(
                CatalogKind.PRIORITY, problem, history.last(CatalogKind.PRIORITY, StatusPages.CHANGES));
        return SettingsViews.page("priorities", new PrioritiesPage(frame, catalog.priorities(), shown), problem);
    }
}
