package org.ringdesk.calls;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.Group;
import org.ringdesk.agents.Groups;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.calls.CallBackRepository.Whose;
import org.ringdesk.people.Numbers;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The call-backs, for agents and for programs. */
@Controller
class CallBacksController {
    private static final int PAGE = 50;

    private final CallBacks callBacks;
    private final Accounts accounts;
    private final People people;
    private final Numbers numbers;
    private final Groups groups;
    private final Clock clock;

    CallBacksController(
            CallBacks callBacks, Accounts accounts, People people, Numbers numbers, Groups groups, Clock clock) {
        this.callBacks = callBacks;
        this.accounts = accounts;
        this.people = people;
        this.numbers = numbers;
        this.groups = groups;
        this.clock = clock;
    }

    @GetMapping("/call-backs")
    String list(
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "mine") String whose,
            @RequestParam(required = false) @Nullable Long after,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        boolean done = show.equals("done");
        List<CallBack> found = done
                ? callBacks.done(after, PAGE + 1)
                : callBacks.waiting(whose(whose, me.account().id()), after, PAGE + 1);
        List<CallBack> page = found.subList(0, Math.min(PAGE, found.size()));
        String next = found.size() > PAGE
                ? "/call-backs?"
                        + (done ? "show=done&" : "whose=" + URLEncoder.encode(whose, StandardCharsets.UTF_8) + "&")
                        + "after="
                        + page.getLast().id()
                : "";
        model.addAttribute(
                "page",
                new CallBacksPage(
                        done,
                        page,
                        groups.all(),
                        whose,
                        shown(page),
                        names(page),
                        next,
                        me.account().id(),
                        clock.instant()));
        return "calls/call-backs";
    }

    private static Whose whose(String whose, AccountId me) {
        if (whose.matches("[0-9]{1,18}")) {
            return new Whose(null, Long.valueOf(whose));
        }
        return whose.equals("all") ? Whose.EVERYBODY : new Whose(me, null);
    }

    /** @param state what it shall be: {@code taken}, {@code open} or {@code done} */
    @PostMapping("/call-backs/{id:[0-9]{1,18}}")
    ModelAndView change(
            @PathVariable long id,
            @RequestParam CallBack.State state,
            @RequestParam int version,
            @AuthenticationPrincipal SignedIn me) {
        callBacks.change(id, state, version, me.account().id());
        return SeeOther.at("/call-backs");
    }

    @GetMapping("/api/v1/callbacks")
    @ResponseBody
    Map<String, @Nullable Object> api(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Math.clamp(limit, 1, 200);
        List<CallBack> found = state.equals("done")
                ? callBacks.done(cursor, most + 1)
                : callBacks.waiting(ofGroup(group), cursor, most + 1);
        List<CallBack> page = found.subList(0, Math.min(most, found.size()));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("items", page.stream().map(this::json).toList());
        answer.put(
                "next_cursor",
                found.size() > most ? Long.toString(page.getLast().id()) : null);
        return answer;
    }

    private Whose ofGroup(String name) {
        if (name.isEmpty()) {
            return Whose.EVERYBODY;
        }
        long id = groups.all().stream()
                .filter(group -> group.name().equalsIgnoreCase(name))
                .findFirst()
                .map(Group::id)
                .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "calls.call-back.no-group", name));
        return new Whose(null, id);
    }

    private Map<String, @Nullable Object> json(CallBack callBack) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", callBack.id());
        json.put("number", callBack.number());
        json.put(
                "person",
                callBack.person() == null
                        ? null
                        : people.find(callBack.person()).map(Person::userName).orElse(null));
        json.put("state", callBack.state().name().toLowerCase(Locale.ROOT));
        json.put("tries", callBack.tries());
        json.put("queue", callBack.queue().isEmpty() ? null : callBack.queue());
        json.put("group", callBack.group().isEmpty() ? null : callBack.group());
        json.put("first_at", callBack.firstAt());
        json.put("last_at", callBack.lastAt());
        json.put("due_at", callBack.dueAt());
        json.put("taken_by", login(callBack.takenBy()));
        json.put("done_at", callBack.doneAt());
        json.put("done_by", login(callBack.doneBy()));
        json.put(
                "reached_by_call",
                callBack.reachedBy() == null ? null : callBack.reachedBy().value());
        return json;
    }

    private @Nullable String login(@Nullable AccountId account) {
        return account == null
                ? null
                : accounts.find(account).map(Account::login).orElse(null);
    }

    private Map<String, String> shown(List<CallBack> page) {
        Map<String, String> shown = new HashMap<>();
        page.forEach(callBack ->
                numbers.read(callBack.number()).ifPresent(read -> shown.put(callBack.number(), read.shown())));
        return shown;
    }

    private Map<AccountId, String> names(List<CallBack> page) {
        return page.stream()
                .flatMap(callBack -> Stream.of(callBack.takenBy(), callBack.doneBy()))
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(id -> accounts.find(id).stream())
                .collect(Collectors.toMap(Account::id, Account::displayName));
    }
}
