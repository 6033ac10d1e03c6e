package org.ringdesk.calls;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.people.Numbers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is on the phone, for administrators: by what calls say, and what phone systems say of telephones. */
@Controller
@RequestMapping("/calls/agents")
class AgentsController {
    private final Accounts accounts;
    private final CallRepository calls;
    private final Presences presences;
    private final Numbers numbers;
    private final Clock clock;

    AgentsController(Accounts accounts, CallRepository calls, Presences presences, Numbers numbers, Clock clock) {
        this.accounts = accounts;
        this.calls = calls;
        this.presences = presences;
        this.numbers = numbers;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show() {
        return new ModelAndView("calls/agents", Map.of("page", page()));
    }

    /** @param seen what the page shows; 204 while that is still so */
    @GetMapping("/list")
    ModelAndView list(@RequestParam(defaultValue = "") String seen) {
        AgentsPage page = page();
        var view = new ModelAndView("calls/agents-list", Map.of("page", page));
        if (page.seen().equals(seen)) {
            view.setView((model, request, response) -> response.setStatus(HttpStatus.NO_CONTENT.value()));
        }
        return view;
    }

    private AgentsPage page() {
        List<Account> seated = accounts.assignable().stream()
                .filter(account -> !account.extension().isEmpty())
                .toList();
        Map<String, Presence> known =
                presences.of(seated.stream().map(Account::extension).toList());
        Map<AccountId, AgentsPage.Busy> busy = busy();
        List<AgentsPage.Row> rows = seated.stream()
                .map(account -> new AgentsPage.Row(
                        account,
                        known.getOrDefault(account.extension(), Presence.together(List.of())),
                        busy.get(account.id())))
                .toList();
        return new AgentsPage(rows, Integer.toHexString(rows.hashCode()), clock.instant());
    }

    /** Of several calls of an agent the one that they talk in, and of those the oldest. */
    private Map<AccountId, AgentsPage.Busy> busy() {
        Map<AccountId, AgentsPage.Busy> busy = new HashMap<>();
        calls.open().stream()
                .flatMap(call -> call.legs().stream().flatMap(leg -> Stream.ofNullable(at(call, leg))))
                .sorted(Comparator.comparingInt((Seat seat) -> seat.rank())
                        .thenComparing(seat -> seat.busy().since()))
                .forEach(seat -> busy.putIfAbsent(seat.agent(), seat.busy()));
        return busy;
    }

    private record Seat(AccountId agent, int rank, AgentsPage.Busy busy) {}

    private @Nullable Seat at(Call call, Leg leg) {
        AccountId agent = leg.agent();
        if (agent == null || !leg.open()) {
            return null;
        }
        Instant rang = Objects.requireNonNullElse(leg.rangAt(), call.startedAt());
        if (call.talks(leg)) {
            Instant since = Objects.requireNonNullElse(call.talkedSince(leg), rang);
            return new Seat(
                    agent, 0, new AgentsPage.Busy(call.id(), leg.held() ? "held" : "talking", with(call), since));
        }
        if (leg.role() == Role.CALLER) {
            return new Seat(agent, 1, new AgentsPage.Busy(call.id(), "dialling", with(call), rang));
        }
        return leg.ringing() ? new Seat(agent, 2, new AgentsPage.Busy(call.id(), "ringing", with(call), rang)) : null;
    }

    private String with(Call call) {
        NumberOwner owner = call.owner();
        if (owner != null) {
            return owner.name();
        }
        String number = call.outsideNumber();
        return !call.sharedAs().isEmpty()
                ? call.sharedAs()
                : call.name().isEmpty()
                        ? numbers.read(number).map(Numbers.Read::shown).orElse(number)
                        : call.name();
    }
}
