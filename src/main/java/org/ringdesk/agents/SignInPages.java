package org.ringdesk.agents;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInPages {
    @GetMapping("/login")
    String show(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable String error,
            Model model) {
        model.addAttribute("page", new SignInPage("", to, error == null ? "" : "agents.signin.wrong"));
        return "agents/signin";
    }
}
