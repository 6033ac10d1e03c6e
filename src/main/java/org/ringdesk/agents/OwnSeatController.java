package org.ringdesk.agents;

import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Agents say at which desk they sit. */
@Controller
class OwnSeatController {
    private final Seats seats;

    OwnSeatController(Seats seats) {
        this.seats = seats;
    }

    @PostMapping("/account/extension")
    ModelAndView signOn(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String extension,
            RedirectAttributes after) {
        try {
            seats.signOn(me.account().id(), extension);
        } catch (Refused refused) {
            return OwnAccountController.refused(
                    me, new OwnSeat(seats.extensions(me.account().id()), extension, refused));
        }
        after.addFlashAttribute("flash", SignInForm.notice("agents.seat.signed-on", extension.strip()));
        return SeeOther.at("/account");
    }

    @PostMapping("/account/extension/leave")
    ModelAndView signOff(@AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        seats.signOff(me.account().id());
        after.addFlashAttribute("flash", "agents.seat.signed-off");
        return SeeOther.at("/account");
    }
}
