package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in form, what comes back from a session that had ended, and what the filters refuse. */
@Controller
class SignInController {
    private final AfterSignIn afterSignIn;
    private final UnsavedForms forms;

    SignInController(AfterSignIn afterSignIn, UnsavedForms forms) {
        this.afterSignIn = afterSignIn;
        this.forms = forms;
    }

    @GetMapping("/login")
    @Nullable
    String show(
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal @Nullable SignedIn me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (me != null) {
            afterSignIn.land(request, response);
            return null;
        }
        boolean left = request.getParameter("signed-out") != null;
        var page = new SignInPage("", to, "", List.of(), left ? SignInForm.notice("agents.signin.signed-out") : null);
        model.addAttribute("page", page);
        return "agents/signin";
    }

    @RequestMapping("/login/again")
    String again(@RequestAttribute SignInPage page, Model model) {
        model.addAttribute("page", page);
        return "agents/signin";
    }

    @GetMapping("/unsaved")
    String unsaved(@AuthenticationPrincipal SignedIn me, Model model) {
        return unsavedAgain(forms.look(me.account().id()).orElse(null), model);
    }

    @RequestMapping("/unsaved/again")
    String unsavedAgain(@RequestAttribute(required = false) @Nullable PostedForm form, Model model) {
        if (form == null) {
            throw new Refused(HttpStatus.NOT_FOUND, "web.refused.404");
        }
        model.addAttribute("page", UnsavedPage.of(form));
        return "agents/unsaved";
    }

    @RequestMapping("/refused")
    String refused(@RequestAttribute(required = false) @Nullable Refused refused) {
        throw refused == null ? new Refused(HttpStatus.NOT_FOUND, "web.refused.404") : refused;
    }
}
