package org.ringdesk.settings;

import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.StatusEditing;
import org.ringdesk.records.StatusId;
import org.ringdesk.platform.Patient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@Patient("what records show may have to be written anew in all of them")
@RequestMapping("/settings/statuses/{id}")
class StatusController {
    private final StatusEditing editing;
    private final StatusPages pages;

    StatusController(StatusEditing editing, StatusPages pages) {
        this.editing = editing;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(@PathVariable int id) {
        return SettingsViews.page("status", pages.one(new StatusId(id)), null);
    }

    @PostMapping
    ModelAndView change(
            @PathVariable int id,
            @ModelAttribute("form") StatusForm form,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var status = new StatusId(id);
        try {
            editing.change(status, form.version(), form.name(), form.closed(), me.actor());
        } catch (Refused refused) {
            return refused(status, refused, form.name(), form.closed());
        }
        return SettingsViews.done(StatusesController.PATH, "settings.saved", after);
    }

    @PostMapping("/{action:retire|restore|delete}")
    ModelAndView act(
            @PathVariable int id,
            @PathVariable String action,
            @RequestParam int version,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var status = new StatusId(id);
        try {
            if (action.equals("delete")) {
                editing.delete(status, version, me.actor());
            } else {
                editing.retire(status, version, action.equals("retire"), me.actor());
            }
        } catch (Refused refused) {
            StatusPage now = pages.one(status);
            return refused(status, refused, now.name(), now.closed());
        }
        return SettingsViews.done(StatusesController.PATH, "settings.done." + action, after);
    }

    private ModelAndView refused(StatusId id, Refused refused, String name, boolean closed) {
        Refused told = SettingsViews.told(refused);
        return SettingsViews.page("status", pages.refused(id, told, name, closed), told);
    }
}
