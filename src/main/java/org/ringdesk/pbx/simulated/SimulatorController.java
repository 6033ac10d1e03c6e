package org.ringdesk.pbx.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Accounts;
import org.ringdesk.calls.CallId;
import org.ringdesk.pbx.simulated.SimulatedPbx.Placing;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The Simulator page. */
@Controller
@RequestMapping("/simulator")
class SimulatorController {
    private static final String PATH = "/simulator";

    private final SimulatedPbx pbx;
    private final SimulatedTelephones telephones;
    private final Accounts accounts;

    SimulatorController(SimulatedPbx pbx, SimulatedTelephones telephones, Accounts accounts) {
        this.pbx = pbx;
        this.telephones = telephones;
        this.accounts = accounts;
    }

    @GetMapping
    ModelAndView show() {
        return page("pbx/simulator", new Placing("", "", "", ""), null);
    }

    /** @param seen what the page shows; 204 while that is still so */
    @GetMapping("/calls")
    ModelAndView calls(@RequestParam(defaultValue = "") String seen) {
        ModelAndView page = page("pbx/simulator-calls", new Placing("", "", "", ""), null);
        if (seen(pbx.list()).equals(seen)) {
            page.setView((model, request, response) -> response.setStatus(HttpStatus.NO_CONTENT.value()));
        }
        return page;
    }

    @PostMapping
    ModelAndView place(Placing placing) {
        try {
            pbx.place(placing);
            return SeeOther.at(PATH);
        } catch (Refused refused) {
            return page("pbx/simulator", placing, refused);
        }
    }

    /** @param press what, at which telephone of which call, such as {@code answer 12 201} */
    @PostMapping("/press")
    ModelAndView press(@RequestParam String press, @RequestParam(defaultValue = "") String to) {
        try {
            act(press.split(" ", 3), to.strip());
            return SeeOther.at(PATH);
        } catch (Refused refused) {
            return page("pbx/simulator", new Placing("", "", "", ""), refused);
        }
    }

    /** @param press what, at which telephone, such as {@code pause 201} */
    @PostMapping("/telephones")
    ModelAndView telephone(@RequestParam String press) {
        String[] words = press.split(" ", 2);
        telephones.press(words[0], words.length > 1 ? words[1] : "");
        return SeeOther.at(PATH);
    }

    private void act(String[] press, String to) {
        var id = new CallId(press.length > 1 && press[1].matches("[0-9]{1,18}") ? Long.parseLong(press[1]) : 0);
        String by = press.length > 2 ? press[2] : "";
        switch (press[0]) {
            case "answer" -> pbx.act(id, "answer", board -> board.answer(by));
            case "hold" -> pbx.act(id, "hold", board -> board.hold(by));
            case "resume" -> pbx.act(id, "resume", board -> board.resume(by));
            case "hangup" -> pbx.act(id, "hang up", board -> board.hangUp(by));
            case "send" -> pbx.transfer(id, by, to, false);
            case "ask" -> pbx.transfer(id, by, to, true);
            default -> throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.gone");
        }
    }

    private ModelAndView page(String template, Placing typed, @Nullable Refused problem) {
        List<Numbered> calls = pbx.list();
        List<String> queues =
                pbx.queues().all().stream().map(Queues.Queue::name).toList();
        var page = new SimulatorPage(
                calls,
                queues,
                targets(),
                telephones.list(),
                typed.caller(),
                typed.shown(),
                typed.called(),
                seen(calls),
                problem);
        var view = new ModelAndView(template, Map.of("page", page));
        view.setStatus(problem == null ? HttpStatus.OK : problem.status());
        return view;
    }

    private Map<String, String> targets() {
        Map<String, String> targets = new LinkedHashMap<>();
        pbx.queues().all().forEach(queue -> targets.put(queue.name(), queue.number()));
        accounts.assignable().stream()
                .filter(account -> !account.extension().isEmpty())
                .forEach(account -> targets.putIfAbsent(account.extension(), account.displayName()));
        return targets;
    }

    private static String seen(List<Numbered> calls) {
        return Integer.toHexString(calls.hashCode());
    }
}
