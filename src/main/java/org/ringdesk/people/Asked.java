package org.ringdesk.people;

import java.util.List;

/** What one passed field asks for. */
sealed interface Asked {
    PassedField passed();

    /** People whose field is that value, in any of these readings; nobody can match where there are none. */
    record Condition(PassedField passed, CallerField field, List<Reading> readings) implements Asked {
        /** As the field is told of. */
        String name() {
            return passed.ofCall() ? passed.name() : field.fieldName();
        }
    }

    /** Nobody, for the phone system does not tell: the value is empty or a word for a withheld caller. */
    record Untold(PassedField passed, CallerField field) implements Asked {
        /** As the field is told of. */
        String name() {
            return passed.ofCall() ? passed.name() : field.fieldName();
        }
    }

    /** Nobody, for a placeholder was not filled in. */
    record Unfilled(PassedField passed, CallerField field, Macro macro) implements Asked {}

    /** Nobody, for the field holds whole numbers and the value is none. */
    record NoWholeNumber(PassedField passed, CallerField field) implements Asked {}

    /** Nobody, for the field is none of the fifteen. */
    record UnknownField(PassedField passed) implements Asked {}

    static Asked of(PassedField passed, PersonKeys keys) {
        if (passed.ofCall()) {
            return ofCall(passed, keys);
        }
        return CallerField.named(passed.name().strip())
                .map(field -> of(passed, field, keys))
                .orElseGet(() -> new UnknownField(passed));
    }

    /** A phone system says what the number is, never a macro; which field somebody keeps it in is for the people to know. */
    private static Asked ofCall(PassedField passed, PersonKeys keys) {
        return Withheld.is(CallerField.PHONE, passed.value())
                ? new Untold(passed, CallerField.PHONE)
                : new Condition(passed, CallerField.PHONE, keys.numberReadings(passed.value()));
    }

    private static Asked of(PassedField passed, CallerField field, PersonKeys keys) {
        if (Withheld.is(field, passed.value())) {
            return new Untold(passed, field);
        }
        return Macro.in(field, passed.value())
                .<Asked>map(macro -> new Unfilled(passed, field, macro))
                .orElseGet(() -> search(passed, field, keys.readings(field, passed.value())));
    }

    private static Asked search(PassedField passed, CallerField field, List<Reading> readings) {
        return readings.isEmpty() && field.kind() == CallerField.Kind.INTEGER
                ? new NoWholeNumber(passed, field)
                : new Condition(passed, field, readings);
    }
}
