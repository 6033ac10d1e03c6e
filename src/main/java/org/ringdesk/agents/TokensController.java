package org.ringdesk.agents;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class TokensController {
    private static final String CREATED = "created";
    private static final int LONGEST_NAME = 100;

    private final ApiTokens tokens;

    TokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/tokens")
    ModelAndView list(Model model) {
        String created = Objects.toString(model.getAttribute(CREATED), "");
        return page(new TokensPage(tokens.list(), "", Set.of(), false, created));
    }

    @PostMapping("/tokens")
    ModelAndView create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Set<Scope> scope,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        Set<Scope> chosen = Objects.requireNonNullElse(scope, Set.of());
        if (name.isBlank() || name.length() > LONGEST_NAME || chosen.isEmpty()) {
            return page(new TokensPage(tokens.list(), name, chosen, true, ""));
        }
        after.addFlashAttribute(
                CREATED, tokens.create(name.strip(), chosen, me.account().id()));
        return SeeOther.at("/tokens");
    }

    @PostMapping("/tokens/{id}/revoke")
    ModelAndView revoke(@PathVariable long id, RedirectAttributes after) {
        tokens.revoke(id);
        after.addFlashAttribute("flash", "agents.tokens.revoked");
        return SeeOther.at("/tokens");
    }

    private static ModelAndView page(TokensPage page) {
        var view = new ModelAndView("agents/tokens", Map.of("page", page));
        view.setStatus(page.refused() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return view;
    }
}
