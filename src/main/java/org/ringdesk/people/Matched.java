package org.ringdesk.people;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of a list of conditions.
 *
 * @param enabled people who may be offered, lowest id first; one more than are shown where there are more
 * @param disabled people who would match if they were enabled
 * @param notes what is noted of any number that was searched with
 * @param counts for each condition how many enabled people match it alone, at most {@link MatchRepository#MOST_COUNTED}
 */
record Matched(List<Found> enabled, List<Found> disabled, List<Integer> counts, List<NumberNote> notes) {
    static final Matched NOTHING = new Matched(List.of(), List.of(), List.of(), List.of());

    /**
     * Somebody who matches.
     *
     * @param all whether every condition holds; otherwise it is the first one that holds for anybody
     * @param held for each condition the number of the reading by which it holds for this person, from 1; 0 where it does not
     */
    record Found(Person person, boolean all, List<Integer> held) {}

    Optional<Found> first() {
        return enabled.stream().findFirst();
    }

    /** The reading of a condition by which the first person was found, else the most literal one. */
    Reading reading(List<Asked.Condition> conditions, int condition) {
        int held = first().map(found -> found.held().get(condition)).orElse(0);
        return conditions.get(condition).readings().get(Math.max(0, held - 1));
    }

    /** The first number among the conditions. */
    @Nullable
    CallerNumber number(List<Asked.Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            Asked.Condition condition = conditions.get(i);
            if (condition.field().kind() == CallerField.Kind.NUMBER
                    && !condition.readings().isEmpty()) {
                return NumberNote.of(
                        Numbers.read(reading(conditions, i)), condition.passed().ofCall(), notes);
            }
        }
        return null;
    }

    /** Disabled people that an agent would miss: those who match as well as the ones offered, or better. */
    List<Person> missed() {
        boolean allHeld = first().map(Found::all).orElse(false);
        return disabled.stream()
                .filter(found -> found.all() || !allHeld)
                .map(Found::person)
                .toList();
    }
}
