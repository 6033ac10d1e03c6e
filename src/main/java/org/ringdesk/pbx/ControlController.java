package org.ringdesk.pbx;

import java.util.Map;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.calls.CallId;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the buttons of the bar ask for; {@code js/control.js} is the only caller. */
@Controller
@RequestMapping("/calls/{id}")
class ControlController {
    private final Controls controls;
    private final TransferTargets targets;

    ControlController(Controls controls, TransferTargets targets) {
        this.controls = controls;
        this.targets = targets;
    }

    @PostMapping("/hang-up")
    ResponseEntity<Void> hangUp(@PathVariable long id, @AuthenticationPrincipal SignedIn me) {
        controls.hangUp(me.account().id(), new CallId(id));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/transfer")
    ResponseEntity<Void> transfer(
            @PathVariable long id, @RequestParam(defaultValue = "") String to, @AuthenticationPrincipal SignedIn me) {
        controls.transfer(me.account().id(), new CallId(id), to);
        return ResponseEntity.noContent().build();
    }

    /** Options while somebody types where to. */
    @GetMapping("/targets")
    ModelAndView targets(
            @PathVariable long id, @RequestParam(defaultValue = "") String q, @AuthenticationPrincipal SignedIn me) {
        return new ModelAndView(
                "pbx/targets", Map.of("page", targets.find(me.account().id(), new CallId(id), q)));
    }
}
