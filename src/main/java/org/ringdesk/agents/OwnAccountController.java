package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.SeeOther;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class OwnAccountController {
    private final Accounts accounts;
    private final AccountRepository repository;
    private final PasswordSignIn passwordSignIn;
    private final Sessions sessions;
    private final Seats seats;

    OwnAccountController(
            Accounts accounts,
            AccountRepository repository,
            PasswordSignIn passwordSignIn,
            Sessions sessions,
            Seats seats) {
        this.accounts = accounts;
        this.repository = repository;
        this.passwordSignIn = passwordSignIn;
        this.sessions = sessions;
        this.seats = seats;
    }

    @GetMapping("/account")
    ModelAndView show(@AuthenticationPrincipal SignedIn me) {
        return new ModelAndView(
                "agents/own", Map.of("page", new OwnAccountPage(me.account(), me.preferences(), seat(me), null, null)));
    }

    @PostMapping("/account")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String currentPassword,
            @ModelAttribute("form") NewPassword form,
            RedirectAttributes after,
            HttpServletRequest request,
            HttpServletResponse response) {
        MessageSourceResolvable current = problem(me, currentPassword, request.getRemoteAddr());
        String chosen = form.problem(me.getUsername(), me.displayName());
        if (current != null || chosen != null) {
            return refused(new OwnAccountPage(
                    me.account(),
                    me.preferences(),
                    seat(me),
                    current,
                    chosen == null ? null : SignInForm.notice(chosen)));
        }
        accounts.setPassword(me.account().id(), form.password());
        sessions.begin(repository.find(me.account().id()).orElseThrow().signedIn(), request, response);
        after.addFlashAttribute("flash", "agents.own.changed");
        return SeeOther.at("/account");
    }

    /** Counts as a try to sign in: a session left open is no way to guess the password. */
    private @Nullable MessageSourceResolvable problem(SignedIn me, String password, String address) {
        try {
            passwordSignIn.check(me.getUsername(), password, address);
            return null;
        } catch (SignInDelayed delayed) {
            return SignInFailed.waitNotice(delayed.seconds());
        } catch (AuthenticationException wrong) {
            return SignInForm.notice("agents.own.wrong");
        }
    }

    static ModelAndView refused(SignedIn me, OwnSeat seat) {
        return refused(new OwnAccountPage(me.account(), me.preferences(), seat, null, null));
    }

    private OwnSeat seat(SignedIn me) {
        return new OwnSeat(seats.extensions(me.account().id()), "", null);
    }

    private static ModelAndView refused(OwnAccountPage page) {
        var view = new ModelAndView("agents/own", Map.of("page", page));
        view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }
}
