package org.ringdesk.pbx;

import java.util.List;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Seats;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Feature;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Places calls for agents through whatever phone system can. */
@Service
class Dialling implements Feature {
    private static final int LONGEST = 60;

    private final List<Originator> originators;
    private final DialRules rules;
    private final Seats seats;

    Dialling(List<Originator> originators, DialRules rules, Seats seats) {
        this.originators = originators;
        this.rules = rules;
        this.seats = seats;
    }

    @Override
    public String name() {
        return "dial";
    }

    @Override
    public boolean on() {
        return originators.stream().anyMatch(Originator::available);
    }

    /** @throws Refused 422 where nothing can be dialled, that number may not be, nobody sits anywhere, or no phone system dials */
    void dial(Account agent, String number) {
        String written = number.strip();
        if (written.length() > LONGEST || written.chars().noneMatch(Character::isDigit)) {
            throw wrong("pbx.dial.no-number");
        }
        if (agent.extension().isEmpty()) {
            throw wrong("pbx.dial.no-extension");
        }
        rules.check(written);
        seats.refuseTooMany(agent.id());
        boolean dialled = originators.stream()
                .filter(Originator::available)
                .anyMatch(originator -> originator.originate(agent.id(), agent.extension(), written));
        if (!dialled) {
            throw wrong("pbx.dial.nobody");
        }
        seats.dialled(agent.id(), agent.extension(), DialRules.dialled(written));
    }

    private static Refused wrong(String key) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, key);
    }
}
