package org.ringdesk.agents;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Groups of agents, for administrators. */
@Controller
@RequestMapping("/groups")
class GroupsController {
    private static final int MOST_AGENTS = 2_000;
    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final Groups groups;
    private final AccountRepository accounts;
    private final ObjectProvider<QueueNames> queues;

    GroupsController(Groups groups, AccountRepository accounts, ObjectProvider<QueueNames> queues) {
        this.groups = groups;
        this.accounts = accounts;
        this.queues = queues;
    }

    @GetMapping
    ModelAndView list() {
        return list("", null);
    }

    @PostMapping
    ModelAndView add(@RequestParam(defaultValue = "") String name) {
        try {
            return SeeOther.at("/groups/" + groups.add(name.strip()).id());
        } catch (Refused refused) {
            return list(name, refused);
        }
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable long id) {
        Group group = groups.get(id);
        return one(group, GroupForm.of(group), null);
    }

    @PostMapping(ONE)
    ModelAndView change(@PathVariable long id, @ModelAttribute("form") GroupForm form, RedirectAttributes after) {
        try {
            groups.change(id, form);
        } catch (Refused refused) {
            return one(groups.get(id), form, refused);
        }
        after.addFlashAttribute("flash", "agents.groups.changed");
        return SeeOther.at("/groups");
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(@PathVariable long id, @RequestParam int version, RedirectAttributes after) {
        groups.delete(id, version);
        after.addFlashAttribute("flash", "agents.groups.deleted");
        return SeeOther.at("/groups");
    }

    private ModelAndView list(String typed, @Nullable Refused problem) {
        Map<AccountId, String> names = agents().stream().collect(Collectors.toMap(Account::id, Account::displayName));
        return view("agents/groups", new GroupsPage(groups.all(), names, typed, problem), problem);
    }

    private ModelAndView one(Group group, GroupForm form, @Nullable Refused problem) {
        Set<AccountId> chosen = Set.copyOf(form.chosen());
        List<GroupPage.Candidate> candidates = agents().stream()
                .map(account -> new GroupPage.Candidate(account, chosen.contains(account.id())))
                .toList();
        return view(
                "agents/group",
                new GroupPage(group, form.name(), form.queues(), candidates, unassigned(), problem),
                problem);
    }

    private List<Account> agents() {
        return accounts.list("", MOST_AGENTS).stream()
                .filter(account -> account.role() != Role.END_USER)
                .toList();
    }

    private List<String> unassigned() {
        Set<String> taken = groups.all().stream()
                .flatMap(group -> group.queues().stream())
                .map(queue -> queue.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return queues.stream()
                .flatMap(known -> known.recent().stream())
                .filter(queue -> !taken.contains(queue.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static ModelAndView view(String name, Object page, @Nullable Refused problem) {
        var view = new ModelAndView(name, Map.of("page", page));
        HttpStatusCode status = problem == null ? HttpStatus.OK : problem.status();
        view.setStatus(status);
        return view;
    }
}
