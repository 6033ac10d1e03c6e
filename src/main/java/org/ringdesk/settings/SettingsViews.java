package org.ringdesk.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the pages of settings answer. */
final class SettingsViews {
    private SettingsViews() {}

    /** The page, with the status of what was refused. */
    static ModelAndView page(String template, Object page, @Nullable Refused problem) {
        var view = new ModelAndView("settings/" + template, Map.of("page", page));
        view.setStatus(problem == null ? HttpStatus.OK : problem.status());
        return view;
    }

    /** On to a page that says that it was done. */
    static ModelAndView done(String path, String message, RedirectAttributes after) {
        after.addFlashAttribute("flash", message);
        return SeeOther.at(path);
    }

    /** What cannot be asked of a page at all goes to the page of errors; the rest is told where it was typed. */
    static Refused told(Refused refused) {
        if (refused.status() == HttpStatus.NOT_FOUND) {
            throw refused;
        }
        return refused;
    }
}
