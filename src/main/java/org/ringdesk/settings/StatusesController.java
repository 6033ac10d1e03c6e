package org.ringdesk.settings;

import java.util.Map;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.StatusEditing;
import org.ringdesk.records.StatusId;
import org.ringdesk.web.SeeOther;
import org.ringdesk.platform.Patient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@Patient("what records show may have to be written anew in all of them")
@RequestMapping("/settings/statuses")
class StatusesController {
    static final String PATH = "/settings/statuses";

    private final StatusEditing editing;
    private final StatusPages pages;

    StatusesController(StatusEditing editing, StatusPages pages) {
        this.editing = editing;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView list(Model model) {
        return SettingsViews.page("statuses", pages.all(null, Focus.of(model)), null);
    }

    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean closed,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        try {
            editing.add(name, closed, me.actor());
        } catch (Refused refused) {
            return SettingsViews.page("statuses", pages.refusedNew(refused, name, closed), refused);
        }
        return SettingsViews.done(PATH, "settings.statuses.added", after);
    }

    @PostMapping("/order")
    ModelAndView move(MoveForm form, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        Focus pressed = form.pressed();
        editing.move(new StatusId(pressed.id()), pressed.move(), me.actor());
        pressed.after(after);
        return SeeOther.at(PATH);
    }

    @PostMapping("/buttons")
    ModelAndView assign(
            @RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        ButtonsForm form = ButtonsForm.of(typed);
        try {
            editing.assign(form.seen(), form.chosen(), me.actor());
        } catch (Refused refused) {
            return SettingsViews.page("statuses", pages.refusedButtons(refused, form.chosen()), refused);
        }
        return SettingsViews.done(PATH, "settings.saved", after);
    }
}
