package org.ringdesk.people;

import java.util.List;
import java.util.Optional;

/**
 * The number that a match searched with.
 *
 * @param key what it is compared by
 * @param shown for people, such as {@code +1 617 456 7890}
 * @param ofCall whether it is that of a call, and no field of a link, whose contract settles who comes first
 * @param label what it is the number of, where it is marked as shared; otherwise empty
 * @param learned whom agents have chosen for it, the last choice first
 */
public record CallerNumber(String key, String shown, boolean ofCall, String label, List<LearnedChoice> learned) {
    public boolean shared() {
        return !label.isEmpty();
    }

    /** The choices of that person. */
    public Optional<LearnedChoice> learned(PersonId person) {
        return learned.stream().filter(choice -> choice.person().equals(person)).findFirst();
    }

    /** Whose choice comes first among those: of a call's number that is nobody's own. */
    Optional<LearnedChoice> preferred(List<Person> candidates) {
        return ofCall && !shared() ? lastChosen(candidates) : Optional.empty();
    }

    /** The last choice of any of those. */
    Optional<LearnedChoice> lastChosen(List<Person> candidates) {
        return learned.stream()
                .filter(choice ->
                        candidates.stream().anyMatch(person -> person.id().equals(choice.person())))
                .findFirst();
    }
}
