package org.ringdesk.agents;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountsPage.Row;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@Controller
class AccountsController {
    private static final int MOST = 500;

    private final Accounts accounts;
    private final AccountRepository repository;
    private final SeatRepository seats;
    private final People people;

    AccountsController(Accounts accounts, AccountRepository repository, SeatRepository seats, People people) {
        this.accounts = accounts;
        this.repository = repository;
        this.seats = seats;
        this.people = people;
    }

    @GetMapping("/accounts")
    ModelAndView list(@RequestParam(defaultValue = "") String q, Model model) {
        var invited = model.getAttribute("invited") instanceof AccountsPage.Invited link ? link : null;
        return page(q, AccountForm.empty(), row -> row, null, invited);
    }

    @PostMapping("/accounts")
    ModelAndView open(
            @ModelAttribute("form") AccountForm form, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        try {
            Person person = people.withUserName(form.userName())
                    .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "agents.accounts.no-person", form.userName()));
            return invite(accounts.open(person.id(), form.chosenRole(), form.extension(), null), me, after);
        } catch (Refused refused) {
            return page("", form, row -> row, refused, null);
        }
    }

    @PostMapping("/accounts/{id}")
    ModelAndView change(
            @PathVariable long id,
            @ModelAttribute("form") AccountForm form,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var changed = new AccountId(id);
        try {
            accounts.change(changed, form.change(), me.account());
        } catch (Refused refused) {
            UnaryOperator<Row> typed = row -> row.account().id().equals(changed) ? row.with(form) : row;
            return page("", AccountForm.empty(), typed, refused, null);
        }
        after.addFlashAttribute("flash", "agents.accounts.changed");
        return SeeOther.at("/accounts");
    }

    @PostMapping("/accounts/{id}/invitation")
    ModelAndView invite(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return invite(accounts.get(new AccountId(id)), me, after);
    }

    private ModelAndView invite(Account account, SignedIn me, RedirectAttributes after) {
        String link = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(accounts.invite(account.id(), me.account().id()))
                .toUriString();
        after.addFlashAttribute("invited", new AccountsPage.Invited(account.displayName(), link));
        return SeeOther.at("/accounts");
    }

    private ModelAndView page(
            String query,
            AccountForm form,
            UnaryOperator<Row> typed,
            @Nullable MessageSourceResolvable problem,
            AccountsPage.@Nullable Invited invited) {
        List<Row> rows = rows(query.strip()).stream().map(typed).toList();
        var page = new AccountsPage(rows, query, form, problem, invited);
        var view = new ModelAndView("agents/accounts", Map.of("page", page));
        view.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    private List<Row> rows(String query) {
        List<Account> found = repository.list(query, MOST);
        List<AccountId> ids = found.stream().map(Account::id).toList();
        Map<AccountId, List<String>> own = seats.own(ids);
        Set<AccountId> shared = seats.shared(ids);
        return found.stream()
                .map(account -> new Row(
                        account,
                        account.role(),
                        String.join(", ", own.getOrDefault(account.id(), List.of())),
                        account.enabled(),
                        shared.contains(account.id())))
                .toList();
    }
}
