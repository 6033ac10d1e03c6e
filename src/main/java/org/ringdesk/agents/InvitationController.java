package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
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
    private final Sessions sessions;

    InvitationController(Invitations invitations, Accounts accounts, AccountRepository repository, Sessions sessions) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.repository = repository;
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
        String problem = form.problem(account.login(), account.displayName());
        if (problem != null) {
            return page(token, account, problem);
        }
        if (!invitations.use(token)) {
            throw gone();
        }
        accounts.setPassword(account.id(), form.password());
        sessions.begin(
                repository
                        .find(account.id())
                        .orElseThrow(InvitationController::gone)
                        .signedIn(),
                request,
                response);
        return SeeOther.at("/");
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

    private static ModelAndView page(String token, Account account, @Nullable String problem) {
        var page = new InvitationPage(
                token, account.login(), account.displayName(), problem == null ? null : SignInForm.notice(problem));
        var view = new ModelAndView("agents/invitation", Map.of("page", page));
        view.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }
}
