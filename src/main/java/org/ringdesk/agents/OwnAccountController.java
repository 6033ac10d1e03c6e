package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.passwords.PasswordsBusy;
import org.ringdesk.web.SeeOther;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
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
    private final ChosenPasswords passwords;
    private final Sessions sessions;
    private final Seats seats;

    OwnAccountController(
            Accounts accounts,
            AccountRepository repository,
            PasswordSignIn passwordSignIn,
            ChosenPasswords passwords,
            Sessions sessions,
            Seats seats) {
        this.accounts = accounts;
        this.repository = repository;
        this.passwordSignIn = passwordSignIn;
        this.passwords = passwords;
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
        try {
            MessageSourceResolvable current = problem(me, currentPassword, request.getRemoteAddr());
            MessageSourceResolvable chosen = passwords.problem(form, me.account());
            if (current != null || chosen != null) {
                return refused(page(me, current, chosen));
            }
            accounts.setPasswordHash(
                    me.account().id(), passwords.hash(me.account().id(), form));
        } catch (PasswordsBusy busy) {
            busy.tell(response);
            return view(page(me, PasswordsBusy.notice(), null), HttpStatus.SERVICE_UNAVAILABLE);
        }
        sessions.begin(repository.find(me.account().id()).orElseThrow().signedIn(), request, response);
        after.addFlashAttribute("flash", "agents.own.changed");
        return SeeOther.at("/account");
    }

    /** Counts as a try to sign in: a session left open is no way to guess the password. */
    private @Nullable MessageSourceResolvable problem(SignedIn me, String password, String address) {
        try {
            passwordSignIn.check(SignInTry.again(me, address), password);
            return null;
        } catch (SignInDelayed delayed) {
            return SignInFailed.waitNotice(delayed.seconds());
        } catch (BadCredentialsException wrong) {
            return SignInForm.notice("agents.own.wrong");
        }
    }

    static ModelAndView refused(SignedIn me, OwnSeat seat) {
        return refused(new OwnAccountPage(me.account(), me.preferences(), seat, null, null));
    }

    private OwnSeat seat(SignedIn me) {
        return new OwnSeat(seats.extensions(me.account().id()), "", null);
    }

    private OwnAccountPage page(
            SignedIn me, @Nullable MessageSourceResolvable current, @Nullable MessageSourceResolvable chosen) {
        return new OwnAccountPage(me.account(), me.preferences(), seat(me), current, chosen);
    }

    private static ModelAndView refused(OwnAccountPage page) {
        return view(page, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView view(OwnAccountPage page, HttpStatus status) {
        var view = new ModelAndView("agents/own", Map.of("page", page));
        view.setStatus(status);
        return view;
    }
}
