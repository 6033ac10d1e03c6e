package org.ringdesk.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The demo's start page. */
@Controller
@Profile("demo")
class DemoController {
    @GetMapping("/demo")
    String examples(Model model) {
        model.addAttribute("page", new DemoPage(DemoExamples.groups()));
        return "demo/examples";
    }
}
