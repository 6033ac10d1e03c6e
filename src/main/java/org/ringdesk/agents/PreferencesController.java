package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Language;
import org.ringdesk.web.LanguageChoice;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How pages are to be: kept with the account; before anybody has signed in, the language alone, in the browser. */
@Controller
class PreferencesController {
    private final Accounts accounts;

    PreferencesController(Accounts accounts) {
        this.accounts = accounts;
    }

    @PostMapping("/account/preferences")
    ModelAndView prefer(
            @AuthenticationPrincipal SignedIn me,
            @ModelAttribute("form") PreferencesForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        accounts.prefer(me.account().id(), form.chosen());
        LanguageChoice.forget(request, response);
        after.addFlashAttribute("flash", "agents.preferences.saved");
        return SeeOther.at("/account");
    }

    /** Sent by the sign-in form, which comes back as it was, in the other language. */
    @PostMapping("/language")
    String speak(
            @RequestParam String language,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(name = Detour.FIELD, defaultValue = "") String to,
            @RequestParam(name = Unsaved.FIELD, defaultValue = "") String resume,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Language chosen = Language.of(language).orElseThrow(PreferencesController::unknown);
        LanguageChoice.keep(chosen, request, response);
        var notice = resume.isEmpty() ? null : SignInForm.notice("agents.signin.ended");
        model.addAttribute("page", new SignInPage(username, to, resume, List.of(), notice));
        return "agents/signin";
    }

    private static Refused unknown() {
        return new Refused(HttpStatus.BAD_REQUEST, "web.refused.value", "language");
    }
}
