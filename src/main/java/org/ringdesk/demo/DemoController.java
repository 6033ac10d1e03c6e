package org.ringdesk.demo;

import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Drafts;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The demo's start page. */
@Controller
@Profile("demo")
class DemoController {
    private final Drafts drafts;

    DemoController(Drafts drafts) {
        this.drafts = drafts;
    }

    @GetMapping("/demo")
    String examples(Model model, @AuthenticationPrincipal SignedIn me) {
        model.addAttribute("drafts", drafts.of(me));
        model.addAttribute("page", new DemoPage(DemoExamples.groups()));
        return "demo/examples";
    }
}
