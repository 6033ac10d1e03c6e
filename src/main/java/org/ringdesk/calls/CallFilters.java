package org.ringdesk.calls;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.people.Numbers;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.DeskTimes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads what a page or a program asks of the call log. What cannot be read is refused, naming it. */
@Component
class CallFilters {
    /** Inbound calls that nobody answered, whyever. */
    static final String UNANSWERED = "unanswered";

    static final String OPEN = "open";

    static final Set<String> NAMES =
            Set.of("q", "number", "person", "agent", "queue", "direction", "outcome", "from", "to");

    private static final Set<Outcome> NOT_ANSWERED =
            EnumSet.complementOf(EnumSet.of(Outcome.ANSWERED, Outcome.FORWARDED));

    private static final Pattern NUMBER =
            Pattern.compile("(?i)(?:sips?:|tel:)?[^\\p{L}\\p{Nd}@]*+\\p{Nd}[^\\p{L}@]*+(?:@.*)?");

    private final Numbers numbers;
    private final People people;
    private final Accounts accounts;
    private final DeskTimes times;

    CallFilters(Numbers numbers, People people, Accounts accounts, DeskTimes times) {
        this.numbers = numbers;
        this.people = people;
        this.accounts = accounts;
        this.times = times;
    }

    /** @throws Refused 400 */
    CallQuery read(Map<String, String> asked) {
        String outcome = text(asked, "outcome");
        boolean unanswered = outcome.equals(UNANSWERED);
        Direction direction = unanswered && text(asked, "direction").isEmpty()
                ? Direction.INBOUND
                : one(Direction.class, asked, "direction");
        return new CallQuery(
                numberKeys(asked),
                people(asked),
                agent(asked),
                text(asked, "queue"),
                direction,
                unanswered ? NOT_ANSWERED : outcomes(asked, outcome),
                outcome.equals(OPEN),
                time(asked, "from", times.read(text(asked, "from"))),
                time(asked, "to", times.readEnd(text(asked, "to"))));
    }

    private @Nullable List<String> numberKeys(Map<String, String> asked) {
        String number = text(asked, "number").isEmpty() ? text(asked, "q") : text(asked, "number");
        boolean wanted = text(asked, "number").isEmpty() ? isNumber(number) : !number.isEmpty();
        return wanted ? numbers.keys(number) : null;
    }

    private @Nullable List<PersonId> people(Map<String, String> asked) {
        String person = text(asked, "person");
        String typed = text(asked, "q");
        if (!person.isEmpty()) {
            return List.of(people.withUserName(person)
                    .or(() -> id(person).flatMap(people::find))
                    .map(Person::id)
                    .orElseThrow(() -> refused("person", person)));
        }
        return typed.isEmpty() || isNumber(typed)
                ? null
                : people.options(typed).stream().map(Person::id).toList();
    }

    private @Nullable AccountId agent(Map<String, String> asked) {
        String login = text(asked, "agent");
        return login.isEmpty()
                ? null
                : accounts.withLogin(login).map(Account::id).orElseThrow(() -> refused("agent", login));
    }

    private static Set<Outcome> outcomes(Map<String, String> asked, String outcome) {
        if (outcome.isEmpty() || outcome.equals(OPEN)) {
            return Set.of();
        }
        Outcome one = one(Outcome.class, asked, "outcome");
        return one == null ? Set.of() : Set.of(one);
    }

    private static <E extends Enum<E>> @Nullable E one(Class<E> type, Map<String, String> asked, String name) {
        String value = text(asked, name);
        if (value.isEmpty()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> refused(name, value));
    }

    private static @Nullable Instant time(Map<String, String> asked, String name, Optional<Instant> read) {
        String value = text(asked, name);
        return value.isEmpty() ? null : read.orElseThrow(() -> refused(name, value));
    }

    /** A number in whatever spelling, or a SIP address of one; people's names and logins have letters. */
    private static boolean isNumber(String typed) {
        return NUMBER.matcher(typed).matches();
    }

    private static Optional<PersonId> id(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(new PersonId(Long.parseLong(text))) : Optional.empty();
    }

    static String text(Map<String, String> asked, String name) {
        return asked.getOrDefault(name, "").strip();
    }

    private static Refused refused(String name, String value) {
        return new Refused(HttpStatus.BAD_REQUEST, "calls.bad-filter", name, shortened(value));
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
