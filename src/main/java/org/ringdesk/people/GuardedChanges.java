package org.ringdesk.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Holds changes of people against what hangs on them: the one way by which pages, the API and imports change anybody. */
@Component
class GuardedChanges {
    /** What somebody signs in by, and what others know them by. */
    private static final List<String> FIELDS =
            List.of("user_name", "first_name", "last_name", "display_name", "email_address", "enabled");

    private final PersonGuard guard;

    GuardedChanges(PersonGuard guard) {
        this.guard = guard;
    }

    /** A person as they are, and as they would be. */
    record Change(Person before, PersonDetails after) {
        List<String> fields() {
            return FIELDS.stream().filter(this::changes).toList();
        }

        boolean disables() {
            return before.enabled() && !after.enabled();
        }

        private boolean changes(String field) {
            String old = PersonChange.value(before.details(), field);
            String now = PersonChange.value(after, field);
            return field.equals("user_name") ? !UserNames.surelySame(old, now) : !old.equals(now);
        }
    }

    /** @throws InvalidPerson with 403 where an administrator has to do that, with 409 where nobody can */
    void refuse(Person before, PersonDetails after, Editor by) {
        InvalidPerson refusal = refused(List.of(new Change(before, after)), by).get(before.id());
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Whether switching the person on or off is theirs to do. */
    boolean maySwitch(Person person, Editor by) {
        return by == Editor.ADMINISTRATOR || guarded(List.of(person.userName())).isEmpty();
    }

    /** What stands against each of the changes that are not to be made; the others may be. */
    Map<PersonId, InvalidPerson> refused(List<Change> changes, Editor by) {
        List<Change> touching =
                changes.stream().filter(change -> !change.fields().isEmpty()).toList();
        if (touching.isEmpty()) {
            return Map.of();
        }
        Set<String> guarded = guarded(
                touching.stream().map(change -> change.before().userName()).toList());
        List<Change> theirs = touching.stream()
                .filter(change -> guarded.contains(change.before().userName()))
                .toList();
        return switch (by) {
            case ANYBODY -> forbidden(theirs);
            case ADMINISTRATOR -> impossible(theirs);
        };
    }

    Set<String> guarded(List<String> userNames) {
        return guard.guarded(userNames);
    }

    private static Map<PersonId, InvalidPerson> forbidden(List<Change> changes) {
        Map<PersonId, InvalidPerson> refused = new HashMap<>();
        for (Change change : changes) {
            List<PersonProblem> problems = new ArrayList<>();
            change.fields().forEach(field -> problems.add(new PersonProblem(field, "people.problem.account")));
            refused.put(
                    change.before().id(),
                    InvalidPerson.because(
                            HttpStatus.FORBIDDEN,
                            "people.account.administrators",
                            problems,
                            change.before().displayName()));
        }
        return refused;
    }

    private Map<PersonId, InvalidPerson> impossible(List<Change> changes) {
        Map<PersonId, InvalidPerson> refused = new HashMap<>();
        Set<PersonId> staying = stayingOf(changes.stream().filter(Change::disables));
        for (Change change : changes) {
            if (staying.contains(change.before().id())) {
                var problem = new PersonProblem("enabled", "people.problem.last-administrator");
                refused.put(
                        change.before().id(),
                        InvalidPerson.because(
                                HttpStatus.CONFLICT,
                                "people.account.last-administrator",
                                List.of(problem),
                                change.before().displayName()));
            }
        }
        return refused;
    }

    private Set<PersonId> stayingOf(Stream<Change> disabling) {
        List<PersonId> disabled = disabling.map(change -> change.before().id()).toList();
        return disabled.isEmpty() ? Set.of() : guard.indispensable(disabled);
    }
}
