package org.ringdesk.settings;

import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.CategoryEditing;
import org.ringdesk.records.CategoryId;
import org.ringdesk.platform.Patient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
@RequestMapping("/settings/categories/{id}")
class CategoryController {
    private final CategoryEditing editing;
    private final CategoryPages pages;

    CategoryController(CategoryEditing editing, CategoryPages pages) {
        this.editing = editing;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(@PathVariable int id, Model model) {
        return SettingsViews.page("category", pages.one(new CategoryId(id), null, Focus.of(model)), null);
    }

    @PostMapping
    ModelAndView change(
            @PathVariable int id,
            @ModelAttribute("form") CategoryForm form,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var category = new CategoryId(id);
        try {
            editing.change(category, form.version(), form.name(), CategoryForm.id(form.parent()), me.actor());
        } catch (Refused refused) {
            Refused told = SettingsViews.told(refused);
            return SettingsViews.page("category", pages.refused(category, told, form), told);
        }
        return SettingsViews.done(pages.path(category), "settings.saved", after);
    }

    @PostMapping("/below")
    ModelAndView add(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String below,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var category = new CategoryId(id);
        try {
            editing.add(category, below, me.actor());
        } catch (Refused refused) {
            return SettingsViews.page("category", pages.refusedBelow(category, refused, below), refused);
        }
        return SettingsViews.done(CategoriesController.PATH + "/" + id, "settings.categories.added", after);
    }

    @PostMapping("/{action:retire|restore|delete}")
    ModelAndView act(
            @PathVariable int id,
            @PathVariable String action,
            @RequestParam int version,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var category = new CategoryId(id);
        String next = pages.path(category);
        try {
            if (action.equals("delete")) {
                editing.delete(category, version, me.actor());
            } else {
                editing.retire(category, version, action.equals("retire"), me.actor());
            }
        } catch (Refused refused) {
            Refused told = SettingsViews.told(refused);
            return SettingsViews.page("category", pages.one(category, told, null), told);
        }
        return SettingsViews.done(next, "settings.done." + action, after);
    }
}
