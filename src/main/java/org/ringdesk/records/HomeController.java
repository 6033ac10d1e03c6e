package org.ringdesk.records;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.web.SeeOther;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where signing in leads: agents to their work, everybody else to what they asked for. */
@Controller
class HomeController {
    private static final int MOST = 50;

    private final Records records;
    private final String agentsHome;

    HomeController(Records records, @Value("${ringdesk.home:/records?assignee=me}") String agentsHome) {
        this.records = records;
        this.agentsHome = agentsHome;
    }

    @GetMapping("/")
    ModelAndView home(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "colleague", required = false) @Nullable String colleague,
            RedirectAttributes after) {
        if (me.isAgent()) {
            if (colleague != null) {
                after.addFlashAttribute("flash", "agents.signin.colleague");
            }
            return SeeOther.at(agentsHome);
        }
        var page = new MinePage(records.openOf(me.account().person(), Reader.of(me), MOST));
        return new ModelAndView("records/mine", Map.of("page", page));
    }
}
