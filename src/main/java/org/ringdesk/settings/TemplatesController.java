package org.ringdesk.settings;

import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.TemplateEditing;
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
@RequestMapping("/settings/templates")
class TemplatesController {
    private static final String PATH = "/settings/templates";

    private final TemplateEditing editing;
    private final TemplatePages pages;

    TemplatesController(TemplateEditing editing, TemplatePages pages) {
        this.editing = editing;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView list() {
        return SettingsViews.page("templates", pages.all(), null);
    }

    @GetMapping("/new")
    ModelAndView fresh() {
        return SettingsViews.page("template", pages.fresh(null, TemplateForm.EMPTY), null);
    }

    @PostMapping
    ModelAndView add(
            @ModelAttribute("form") TemplateForm form, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        try {
            editing.add(form.template(0), me.actor());
        } catch (Refused refused) {
            return SettingsViews.page("template", pages.fresh(refused, form), refused);
        }
        return SettingsViews.done(PATH, "settings.templates.added", after);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable int id) {
        return SettingsViews.page("template", pages.one(id, null), null);
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable int id,
            @ModelAttribute("form") TemplateForm form,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        try {
            editing.change(form.template(id), me.actor());
        } catch (Refused refused) {
            Refused told = SettingsViews.told(refused);
            return SettingsViews.page("template", pages.refused(id, told, form), told);
        }
        return SettingsViews.done(PATH, "settings.saved", after);
    }

    @PostMapping("/{id}/delete")
    ModelAndView delete(
            @PathVariable int id,
            @RequestParam int version,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        try {
            editing.delete(id, version, me.actor());
        } catch (Refused refused) {
            Refused told = SettingsViews.told(refused);
            return SettingsViews.page("template", pages.one(id, told), told);
        }
        return SettingsViews.done(PATH, "settings.done.delete", after);
    }
}
