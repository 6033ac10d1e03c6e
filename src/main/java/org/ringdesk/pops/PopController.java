package org.ringdesk.pops;

import org.ringdesk.agents.SignedIn;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the agent's tabs say about a form: live.js is the only caller. */
@Controller
class PopController {
    private static final int LONGEST_TAB = 60;

    private final Pops pops;

    PopController(Pops pops) {
        this.pops = pops;
    }

    /** Where the form is, in the fragment with the pop that the page behind it is to acknowledge. */
    record Claimed(String form) {}

    @PostMapping("/live/pops/{id}/claim")
    ResponseEntity<Claimed> claim(
            @PathVariable long id, @RequestParam(defaultValue = "") String tab, @AuthenticationPrincipal SignedIn me) {
        String name = tab.substring(0, Math.min(tab.length(), LONGEST_TAB));
        return pops.claim(new PopId(id), me.account().id(), name)
                .map(pop -> ResponseEntity.ok(new Claimed("/calls/" + pop.call() + "/form#pop=" + id)))
                .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "pops.taken"));
    }

    @PostMapping("/live/pops/{id}/acknowledge")
    ResponseEntity<Void> acknowledge(@PathVariable long id, @AuthenticationPrincipal SignedIn me) {
        return done(pops.acknowledge(new PopId(id), me.account().id()));
    }

    @PostMapping("/live/pops/{id}/notified")
    ResponseEntity<Void> notified(@PathVariable long id, @AuthenticationPrincipal SignedIn me) {
        return done(pops.notified(new PopId(id), me.account().id()));
    }

    private static ResponseEntity<Void> done(boolean changed) {
        if (!changed) {
            throw new Refused(HttpStatus.CONFLICT, "pops.taken");
        }
        return ResponseEntity.noContent().build();
    }
}
