package org.ringdesk.records;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.LearnedChoice;
import org.ringdesk.people.MatchNotice;
import org.ringdesk.people.PassedField;
import org.ringdesk.people.Person;

/**
 * What stands beside the form: whom the number belongs to, who else it might be, what that person has open.
 *
 * @param chosen the person in the form's Request User
 */
public record CallerPanel(CallerMatch match, @Nullable Person chosen, List<OpenRecord> open) {
    private static final List<CallerField> NUMBERS =
            List.of(CallerField.PHONE, CallerField.CELL_PHONE, CallerField.SMS_NUMBER);

    /** Whether the caller's data may be given to a person: it was searched with and belongs to nobody. */
    public boolean unclaimed() {
        return match.candidates().isEmpty() && has(MatchNotice.Code.NO_MATCH);
    }

    public boolean isChosen(Person person) {
        return person.equals(chosen);
    }

    /** Whether the chosen person is one whom the caller's data belongs to. */
    public boolean matched() {
        return match.candidates().stream().anyMatch(this::isChosen);
    }

    /** How sure the page is, as a class of its head: empty, {@code unsure} or {@code nobody}. */
    public String state() {
        if (chosen == null) {
            return "nobody";
        }
        return has(MatchNotice.Code.SEVERAL_MATCH) || has(MatchNotice.Code.PARTIAL_MATCH) ? "unsure" : "";
    }

    /** What the page can say of the caller in one line. */
    public enum Headline {
        /** A number, and whom it belongs to. */
        NUMBER_BELONGS_TO,
        /** Something else was passed, or only part of it holds: whom it fits. */
        FITS,
        /** A number that belongs to nobody known. */
        NUMBER_OF_NOBODY,
        /** The shared number that calls, whoever has it. */
        SHARED,
        /** An agent chose somebody whom nothing of the call names. */
        CHOSEN,
        /** There are candidates, and the agent has taken all of them back. */
        NOBODY_CHOSEN,
        UNKNOWN
    }

    public Headline headline() {
        if (matched() && !(ofCall() && isShared())) {
            return number().isEmpty() || has(MatchNotice.Code.PARTIAL_MATCH)
                    ? Headline.FITS
                    : Headline.NUMBER_BELONGS_TO;
        }
        if (chosen != null) {
            return Headline.CHOSEN;
        }
        if (isShared()) {
            return Headline.SHARED;
        }
        if (!match.candidates().isEmpty()) {
            return Headline.NOBODY_CHOSEN;
        }
        return number().isEmpty() ? Headline.UNKNOWN : Headline.NUMBER_OF_NOBODY;
    }

    /** The caller's number, as the directory writes it where it belongs to the chosen person; empty without one. */
    public String number() {
        if (has(MatchNotice.Code.WITHHELD) || has(MatchNotice.Code.MACRO)) {
            return "";
        }
        if (ofCall()) {
            return match.number() == null ? "" : match.number().shown();
        }
        return match.passed().stream()
                .filter(field -> CallerField.named(field.name())
                        .filter(NUMBERS::contains)
                        .isPresent())
                .findFirst()
                .map(field -> matched()
                        ? text(CallerField.named(field.name()).orElseThrow())
                        : field.value().strip())
                .orElse("");
    }

    /** Whether it is a call that the form is for, whose number anybody may have in any field for numbers. */
    private boolean ofCall() {
        return match.passed().stream().anyMatch(PassedField::ofCall);
    }

    /** That agents have chosen the person for the number; null where they have not. */
    public @Nullable LearnedChoice learned(Person person) {
        return match.number() == null || isShared()
                ? null
                : match.number().learned(person.id()).orElse(null);
    }

    /** What the number is the shared number of; empty for any other, and where there is none. */
    public String sharedAs() {
        return match.number() == null ? "" : match.number().label();
    }

    private boolean isShared() {
        return !sharedAs().isEmpty();
    }

    /** Whether there is a number that an agent could mark as shared. */
    public boolean shareable() {
        return match.number() != null;
    }

    /** The name that came with the call, for a person who is made of it. */
    public CallerName callerName() {
        return CallerName.in(match);
    }

    private boolean has(MatchNotice.Code code) {
        return match.notices().stream().anyMatch(notice -> notice.code() == code);
    }

    /** The fields that a number which belongs to nobody can be kept in, those first that are free; empty where something else was passed. */
    public List<CallerField> attachable() {
        if (ofCall()) {
            return match.number() == null
                    ? List.of()
                    : NUMBERS.stream()
                            .sorted(Comparator.comparing(field -> !text(field).isEmpty()))
                            .toList();
        }
        Optional<CallerField> passed = match.passed().stream()
                .flatMap(field -> CallerField.named(field.name()).stream())
                .filter(NUMBERS::contains)
                .findFirst();
        return passed.map(first -> Stream.concat(
                                Stream.of(first), NUMBERS.stream().filter(other -> other != first))
                        .toList())
                .orElse(List.of());
    }

    /** The chosen person's numbers that are there. */
    public List<CallerField> numbers() {
        return NUMBERS.stream().filter(field -> !text(field).isEmpty()).toList();
    }

    /** Department and company. */
    public String workplace() {
        return chosen == null
                ? ""
                : joined(" · ", chosen.details().department(), chosen.details().company());
    }

    /** Where the chosen person sits, as far as it is known: building, floor, cubicle. */
    public List<CallerField> place() {
        return Stream.of(CallerField.BUILDING, CallerField.FLOOR, CallerField.CUBIC)
                .filter(field -> !text(field).isEmpty())
                .toList();
    }

    /** The chosen person's value of a field, or empty. */
    public String text(CallerField field) {
        return chosen == null ? "" : chosen.details().fields().text(field);
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }
}
