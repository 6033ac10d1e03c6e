package org.ringdesk.pbx;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.ringdesk.agents.Seats;
import org.ringdesk.people.Numbers;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What may be dialled: the one place that is asked before any phone system dials or transfers for an agent. It looks at
 * what phone systems are given, digits, stars and hashes, and not at what was written around them.
 */
@Component
class DialRules {
    private final DiallingSettings settings;
    private final Numbers numbers;
    private final Seats seats;

    DialRules(DiallingSettings settings, Numbers numbers, Seats seats) {
        this.settings = settings;
        this.numbers = numbers;
        this.seats = seats;
    }

    /** What a phone system dials of a written number. */
    static String dialled(String written) {
        return written.replaceAll("[^0-9+*#]", "");
    }

    /** @throws Refused 422 with the reason where it may not be dialled */
    void check(String written) {
        String number = dialled(written);
        if (!number.matches("[+]?[0-9*#]+")) {
            throw refused("pbx.dial.no-number");
        }
        if (begins(numbers.spellings(number), settings.denied())) {
            throw refused("pbx.dial.denied");
        }
        if (!begins(forms(number), settings.allowed())) {
            refuseByCost(number);
        }
    }

    /** An extension that an administrator gave is a telephone; one at which somebody merely sat down may be anything. */
    private void refuseByCost(String number) {
        Numbers.Cost cost = numbers.cost(number);
        refuseUnless(cost != Numbers.Cost.EMERGENCY, "pbx.dial.emergency");
        if (!seats.isGiven(number)) {
            refuseByCost(number, cost);
        }
    }

    private void refuseByCost(String number, Numbers.Cost cost) {
        switch (cost) {
            case EXTENSION, EMERGENCY -> {}
            case PREMIUM ->
                refuseUnless(settings.premium() && settings.allowed().isEmpty(), "pbx.dial.premium");
            case ORDINARY -> {
                refuseUnless(settings.allowed().isEmpty(), "pbx.dial.denied");
                refuseUnless(number.chars().noneMatch(c -> c == '*' || c == '#'), "pbx.dial.code");
            }
        }
    }

    private static boolean begins(Collection<String> forms, List<String> beginnings) {
        return forms.stream().anyMatch(form -> beginnings.stream().anyMatch(form::startsWith));
    }

    private List<String> forms(String number) {
        return Stream.concat(Stream.of(number), numbers.keys(number).stream()).toList();
    }

    private static void refuseUnless(boolean may, String key) {
        if (!may) {
            throw refused(key);
        }
    }

    private static Refused refused(String key) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, key);
    }
}
