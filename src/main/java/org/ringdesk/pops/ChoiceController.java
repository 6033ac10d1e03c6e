package org.ringdesk.pops;

import java.util.Map;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.web.SeeOther;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Each agent's own page about calls: when forms open, do not disturb, notifications of the browser. */
@Controller
class ChoiceController {
    private final Pops pops;

    ChoiceController(Pops pops) {
        this.pops = pops;
    }

    @GetMapping("/account/calls")
    ModelAndView show(@AuthenticationPrincipal SignedIn me) {
        var page = new PopChoicePage(pops.choice(me.account().id()), me.extension());
        return new ModelAndView("pops/choice", Map.of("page", page));
    }

    @PostMapping("/account/calls")
    ModelAndView choose(
            @AuthenticationPrincipal SignedIn me, @ModelAttribute("form") ChoiceForm form, RedirectAttributes after) {
        pops.choose(me.account().id(), form.chosen());
        after.addFlashAttribute("flash", "pops.choice.saved");
        return SeeOther.at("/account/calls");
    }
}
