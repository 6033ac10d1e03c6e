package org.ringdesk.calls;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.people.Numbers;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log of calls and a call's page. */
@Controller
@RequestMapping("/calls")
class CallLogController {
    private static final int PAGE = 50;

    private final Calls calls;
    private final CallRepository repository;
    private final CallFilters filters;
    private final CallTrace trace;
    private final Accounts accounts;
    private final Numbers numbers;
    private final CallRecords records;
    private final Clock clock;

    CallLogController(
            Calls calls,
            CallRepository repository,
            CallFilters filters,
            CallTrace trace,
            Accounts accounts,
            Numbers numbers,
            CallRecords records,
            Clock clock) {
        this.calls = calls;
        this.repository = repository;
        this.filters = filters;
        this.trace = trace;
        this.accounts = accounts;
        this.numbers = numbers;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam Map<String, String> asked, Model model) {
        String cursor = CallFilters.text(asked, "cursor");
        CallSlice slice = calls.page(filters.read(asked), cursor.isEmpty() ? null : CallCursor.read(cursor), PAGE);
        model.addAttribute(
                "page",
                new CallLogPage(
                        asked,
                        slice.calls(),
                        slice.next() == null ? "" : slice.next().text(),
                        accounts.assignable(),
                        repository.queues(),
                        shown(slice.calls()),
                        names(slice.calls()),
                        records.of(slice.calls().stream().map(Call::id).toList()),
                        clock.instant()));
        return "calls/list";
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    String call(@PathVariable long id, Model model) {
        Call call = calls.find(new CallId(id))
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "calls.not-found", Long.toString(id)));
        String number = call.outsideNumber();
        model.addAttribute(
                "page",
                new CallPage(
                        call,
                        numbers.read(number).map(Numbers.Read::shown).orElse(number),
                        numbers.read(number).map(Numbers.Read::address).orElse(""),
                        names(List.of(call)),
                        records.of(call.id()),
                        trace.of(call),
                        clock.instant()));
        return "calls/call";
    }

    private Map<String, Numbers.Read> shown(Collection<Call> list) {
        Map<String, Numbers.Read> shown = new HashMap<>();
        list.stream()
                .map(Call::outsideNumber)
                .distinct()
                .forEach(number -> numbers.read(number).ifPresent(read -> shown.put(number, read)));
        return shown;
    }

    private Map<AccountId, String> names(Collection<Call> list) {
        return list.stream()
                .flatMap(call -> call.agents().stream())
                .distinct()
                .flatMap(id -> accounts.find(id).stream())
                .collect(Collectors.toMap(Account::id, Account::displayName));
    }
}
