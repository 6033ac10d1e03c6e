package org.ringdesk.settings;

import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.CategoryEditing;
import org.ringdesk.records.CategoryId;
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
@RequestMapping("/settings/categories")
class CategoriesController {
    static final String PATH = "/settings/categories";

    private final CategoryEditing editing;
    private final CategoryPages pages;

    CategoriesController(CategoryEditing editing, CategoryPages pages) {
        this.editing = editing;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView tree(Model model) {
        return SettingsViews.page("categories", pages.all(null, "", Focus.of(model)), null);
    }

    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        try {
            editing.add(null, name, me.actor());
        } catch (Refused refused) {
            return SettingsViews.page("categories", pages.all(refused, name, null), refused);
        }
        return SettingsViews.done(PATH, "settings.categories.added", after);
    }

    @PostMapping("/order")
    ModelAndView move(MoveForm form, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        Focus pressed = form.pressed();
        var id = new CategoryId(pressed.id());
        editing.move(id, pressed.move(), me.actor());
        pressed.after(after);
        return SeeOther.at(pages.path(id));
    }
}
