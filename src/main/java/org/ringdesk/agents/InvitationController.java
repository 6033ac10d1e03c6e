package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.passwords.PasswordsBusy;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class InvitationController {
    private final Invitations invitations;
    private final Accounts accounts;
    private final AccountRepository repository;
    private final ChosenPasswords passwords;
    private final Sessions sessions;

    InvitationController(
            Invitations invitations,
            Accounts accounts,
            AccountRepository repository,
            ChosenPasswords passwords,
            Sessions sessions) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.repository = repository;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping("/invitation/{token}")
    ModelAndView show(@PathVariable String token) {
        return page(token, invited(token), null);
    }

    @PostMapping("/invitation/{token}")
    ModelAndView accept(
            @PathVariable String token,
            @ModelAttribute("form") NewPassword form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = invited(token);
        MessageSourceResolvable problem = passwords.problem(form, account);
        if (problem != null) {
            return page(token, account, problem);
        }
        try {
            sessions.begin(signedIn(token, account, passwords.hash(account.id(), form)), request, response);
            return SeeOther.at("/");
        } catch (PasswordsBusy busy) {
            busy.tell(response);
            ModelAndView page = page(token, account, PasswordsBusy.notice());
            page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
            return page;
        }
    }

    private SignedIn signedIn(String token, Account account, String passwordHash) {
        if (!invitations.use(token)) {
            throw gone();
        }
        accounts.setPasswordHash(account.id(), passwordHash);
        return repository
                .find(account.id())
                .orElseThrow(InvitationController::gone)
                .signedIn();
    }

    private Account invited(String token) {
        return invitations
                .invited(token)
                .flatMap(repository::find)
                .map(AccountRepository.Credentials::account)
                .filter(Account::enabled)
                .orElseThrow(InvitationController::gone);
    }

    private static Refused gone() {
        return new Refused(HttpStatus.GONE, "agents.invitation.gone");
    }

    private static ModelAndView page(String token, Account account, @Nullable MessageSourceResolvable problem) {
        var page = new InvitationPage(token, account.login(), account.displayName(), problem);
        var view = new ModelAndView("agents/invitation", Map.of("page", page));
        view.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }
}
