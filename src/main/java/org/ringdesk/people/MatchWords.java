package org.ringdesk.people;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.Asked.Condition;
import org.ringdesk.people.Asked.NoWholeNumber;
import org.ringdesk.people.Asked.Unfilled;
import org.ringdesk.people.Asked.UnknownField;
import org.ringdesk.people.Asked.Untold;
import org.ringdesk.people.MatchNotice.Code;
import org.ringdesk.people.Matched.Found;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** A match in the reader's words: notices and explanation. Says whom a number belongs to, never who the caller is. */
record MatchWords(
        MessageSource messages,
        Locale locale,
        List<Asked> asked,
        List<Condition> conditions,
        Matched matched,
        List<Person> candidates,
        @Nullable CallerNumber number) {
    private static final int MOST_NAMED = 5;
    private static final int LONGEST_VALUE = 60;
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\s]+");

    /** What is uncertain about the choice first, then what could not be searched with, then who is left out. */
    List<MatchNotice> notices() {
        var notices = new ArrayList<MatchNotice>();
        partial(notices);
        if (sharedCall()) {
            shared(notices, "shared-call");
        } else {
            several(notices);
        }
        if (!conditions.isEmpty() && candidates.isEmpty() && !sharedCall()) {
            notices.add(new MatchNotice(Code.NO_MATCH, text("no-match", list(conditions, this::quoted))));
        }
        add(notices, Code.MACRO, Unfilled.class, this::unfilled);
        add(notices, Code.WITHHELD, Untold.class, this::untold);
        add(notices, Code.NOT_A_NUMBER, NoWholeNumber.class, field -> text("not-a-number", quoted(field)));
        unknown(notices);
        if (!sharedCall()) {
            shared(notices, "shared-link");
        }
        int missed = matched.missed().size();
        if (missed > 0) {
            notices.add(new MatchNotice(Code.DISABLED_MATCH, text("disabled-match", missed)));
        }
        return List.copyOf(notices);
    }

    /** @param capped whether more was passed than was looked at */
    List<String> explanation(boolean capped) {
        var steps = new ArrayList<String>();
        if (capped) {
            steps.add(text("capped", conditions.size()));
        }
        for (Asked field :
                asked.stream().limit(2L * CallerField.values().length).toList()) {
            steps.add(
                    switch (field) {
                        case Condition condition -> searched(condition);
                        case Untold untold -> untold(untold);
                        case Unfilled unfilled -> unfilled(unfilled);
                        case NoWholeNumber number -> text("not-a-number", quoted(number));
                        case UnknownField unknown -> text("unknown", quoted(unknown));
                    });
        }
        if (conditions.stream().anyMatch(condition -> condition.passed().ofCall())) {
            steps.add(text("any-number"));
        }
        if (conditions.size() > 1) {
            steps.add(matched.first().map(this::together).orElseGet(() -> text("none-together")));
        }
        steps.addAll(first());
        if (!matched.missed().isEmpty()) {
            steps.add(text("disabled", matched.missed().size(), list(matched.missed(), MatchWords::name)));
        }
        return List.copyOf(steps);
    }

    /** Why the first candidate is the first. */
    private List<String> first() {
        if (number != null && sharedCall()) {
            String owners = candidates.isEmpty() ? text("nobody") : list(candidates, MatchWords::name);
            return List.of(text("shared-step", number.label(), owners));
        }
        if (matched.enabled().size() <= 1) {
            return matched.first().map(only -> text("only", name(only.person()))).stream()
                    .toList();
        }
        Optional<LearnedChoice> chosen = number == null ? Optional.empty() : number.lastChosen(candidates);
        if (number != null && number.ofCall() && chosen.isPresent()) {
            return List.of(learned("learned-step", chosen.get()));
        }
        Person lowest = candidates.getFirst();
        String byId = text("lowest-id", lowest.displayName(), list(matched.enabled(), found -> name(found.person())));
        return Stream.concat(Stream.of(byId), chosen.map(choice -> learned("learned-link", choice)).stream())
                .toList();
    }

    /** Such as: Anna, chosen for this number by Omar on Nov 22, 2026, 3 times. */
    private String learned(String key, LearnedChoice choice) {
        String name = candidates.stream()
                .filter(person -> person.id().equals(choice.person()))
                .map(MatchWords::name)
                .findFirst()
                .orElse("");
        return text(key, name, choice.by(), day(choice), choice.times());
    }

    private String day(LearnedChoice choice) {
        return DateTimeFormatter.ofLocalizedPattern("yMMMd")
                .withLocale(locale)
                .format(choice.at().atZone(LocaleContextHolder.getTimeZone().toZoneId()));
    }

    private boolean sharedCall() {
        return number != null && number.ofCall() && number.shared();
    }

    private void shared(List<MatchNotice> notices, String key) {
        if (number != null && number.shared()) {
            notices.add(new MatchNotice(Code.SHARED_NUMBER, text(key, number.label())));
        }
    }

    private void partial(List<MatchNotice> notices) {
        matched.first()
                .filter(first -> !first.all())
                .ifPresent(first -> notices.add(new MatchNotice(
                        Code.PARTIAL_MATCH,
                        text(
                                "partial-match",
                                list(conditions, Condition::name),
                                list(held(first, true), Condition::name),
                                list(held(first, false), Condition::name)))));
    }

    private void several(List<MatchNotice> notices) {
        int people = matched.enabled().size();
        if (people > 1) {
            String first = candidates.getFirst().displayName();
            String key = people > CallerMatch.MOST_CANDIDATES ? "many-match" : "several-match";
            String said = text(key, Math.min(people, CallerMatch.MOST_CANDIDATES), first);
            String learned = Optional.ofNullable(number)
                    .flatMap(of -> of.lastChosen(candidates))
                    .map(choice -> " " + learned("learned-notice", choice))
                    .orElse("");
            notices.add(new MatchNotice(Code.SEVERAL_MATCH, said + learned));
        }
    }

    private void unknown(List<MatchNotice> notices) {
        List<UnknownField> unknown = of(UnknownField.class);
        if (!unknown.isEmpty()) {
            String known = Arrays.stream(CallerField.values())
                    .map(CallerField::fieldName)
                    .collect(Collectors.joining(", "));
            String names = list(
                    unknown,
                    field -> text("unknown-name", shortened(field.passed().name())));
            notices.add(new MatchNotice(Code.UNKNOWN_FIELD, text("unknown-field", unknown.size(), names, known)));
        }
    }

    private <T extends Asked> void add(List<MatchNotice> notices, Code code, Class<T> type, Function<T, String> words) {
        List<T> fields = of(type);
        if (!fields.isEmpty()) {
            String sentences = fields.stream().limit(MOST_NAMED).map(words).collect(Collectors.joining(" "));
            int more = fields.size() - MOST_NAMED;
            notices.add(new MatchNotice(code, more > 0 ? sentences + ' ' + text("and-fields", more) : sentences));
        }
    }

    private <T extends Asked> List<T> of(Class<T> type) {
        return asked.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private String untold(Untold field) {
        String name = field.name();
        String value = shortened(field.passed().value());
        return value.isEmpty() ? text("empty", name) : text("withheld", name, value);
    }

    private String unfilled(Unfilled field) {
        String source = field.macro().source().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return text("macro", field.field().fieldName(), shortened(field.macro().written()), text("macro." + source));
    }

    /** How a condition was read and how many people it has alone. */
    private String searched(Condition condition) {
        int place = conditions.indexOf(condition);
        if (place < 0) {
            return text("not-searched", quoted(condition));
        }
        if (condition.readings().isEmpty()) {
            return text("no-digits", quoted(condition));
        }
        int people = matched.counts().get(place);
        Reading reading = matched.reading(conditions, place);
        boolean number = condition.field().kind() == CallerField.Kind.NUMBER;
        String count = text(number ? "number-of" : "people", people);
        if (!number && reading.how().isEmpty()) {
            return text("searched", quoted(condition), count);
        }
        String how =
                reading.how().stream().map(assumed -> text("how." + assumed)).collect(Collectors.joining(", "));
        return how.isEmpty()
                ? text("read", quoted(condition), reading.shown(), count)
                : text("read-assuming", quoted(condition), reading.shown(), how, count);
    }

    private String together(Found first) {
        if (first.all()) {
            return text("all-hold", list(conditions, Condition::name));
        }
        String key = held(first, true).getFirst().name();
        return text("not-all-hold", list(conditions, Condition::name), key);
    }

    private List<Condition> held(Found found, boolean holds) {
        return IntStream.range(0, conditions.size())
                .filter(i -> found.held().get(i) > 0 == holds)
                .mapToObj(conditions::get)
                .toList();
    }

    private String quoted(Asked field) {
        return text(
                "quoted",
                shortened(field.passed().name().strip()),
                shortened(field.passed().value()));
    }

    private static String name(Person person) {
        return person.displayName() + " (" + person.userName() + ", " + person.id() + ")";
    }

    private <T> String list(List<T> all, Function<T, String> name) {
        String named = all.stream().limit(MOST_NAMED).map(name).distinct().collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? named + ' ' + text("and-more", all.size() - MOST_NAMED) : named;
    }

    /** A foreign text in a sentence: one line, not long. */
    private static String shortened(String value) {
        String line = NO_TEXT.matcher(value.substring(0, Math.min(value.length(), 4 * LONGEST_VALUE)))
                .replaceAll(" ")
                .strip();
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…";
    }

    private String text(String key, Object... facts) {
        return Objects.requireNonNull(messages.getMessage("people.match." + key, facts, key, locale));
    }
}
