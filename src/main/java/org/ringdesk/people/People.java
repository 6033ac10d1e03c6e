package org.ringdesk.people;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people a desk knows. Every change also rewrites what the person is found by. */
@Service
public class People {
    public static final int LONGEST_PAGE = 200;
    private static final int MOST_OPTIONS = 10;

    private final PersonRepository repository;
    private final PersonKeys keys;
    private final PersonUses uses;
    private final GuardedChanges guarded;
    private final PeopleSearch search;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    People(
            PersonRepository repository,
            PersonKeys keys,
            PersonUses uses,
            GuardedChanges guarded,
            PeopleSearch search,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.repository = repository;
        this.keys = keys;
        this.uses = uses;
        this.guarded = guarded;
        this.search = search;
        this.publisher = publisher;
        this.clock = clock;
    }

    public Optional<Person> find(PersonId id) {
        return repository.find(id);
    }

    /** @throws Refused with 404 when there is no such person */
    public Person get(PersonId id) {
        return find(id).orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "people.not-found", id.toString()));
    }

    /** Those of the ids that exist, in one round trip. */
    public Map<PersonId, Person> all(Collection<PersonId> ids) {
        Map<PersonId, Person> found = new HashMap<>();
        if (!ids.isEmpty()) {
            repository.all(ids).forEach(person -> found.put(person.id(), person));
        }
        return found;
    }

    /** The person of that user name, ignoring case and blanks at the ends. */
    public Optional<Person> withUserName(String userName) {
        return userName.isBlank() || userName.indexOf('\0') >= 0
                ? Optional.empty()
                : repository.withUserName(userName.strip());
    }

    /**
     * A page of the people who fit, by display name.
     *
     * @param cursor where an earlier page ended or began, or null for the first one
     * @param limit from 1 to {@value #LONGEST_PAGE}
     * @throws Refused with 400 for a cursor or a limit that is none
     */
    public PeopleSlice page(PeopleQuery query, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new Refused(HttpStatus.BAD_REQUEST, "people.limit", LONGEST_PAGE);
        }
        return search.slice(query, cursor == null || cursor.isEmpty() ? null : PeopleCursor.parse(cursor), limit);
    }

    /** The first few enabled people who fit what somebody is typing; nobody while nothing is typed. */
    public List<Person> options(String typed) {
        return typed.isBlank()
                ? List.of()
                : search.slice(new PeopleQuery(typed, PeopleQuery.Show.ENABLED), null, MOST_OPTIONS)
                        .people();
    }

    /**
     * Adds a person. A blank display name becomes first and last name, else the user name.
     *
     * @throws InvalidPerson with 422, or with 409 when the user name is another person's
     */
    @Transactional
    public Person create(PersonDetails details, Person.Origin origin) {
        PersonDetails kept = checked(details);
        refuseTakenUserName(kept, null);
        try {
            return withKeys(repository.insert(kept, origin, clock.instant()));
        } catch (DuplicateKeyException e) {
            // person_user_name: somebody else was quicker than the check.
            throw taken(kept.fields().text(CallerField.USER_NAME), "");
        }
    }

    /** Whether they may switch the person on and off; no, where an agent asks about somebody with an account. */
    public boolean maySwitch(Person person, Editor by) {
        return guarded.maySwitch(person, by);
    }

    /** As {@link #update(PersonId, int, PersonDetails, Editor)}, on behalf of somebody who is no administrator. */
    @Transactional
    public Person update(PersonId id, int version, PersonDetails details) {
        return update(id, version, details, Editor.ANYBODY);
    }

    /**
     * Replaces a person's details.
     *
     * @param version the version that the change was made from
     * @throws StalePerson when the person has changed since
     * @throws InvalidPerson as for a new person, and with 403 or 409 where the person has an account
     * @throws Refused with 404 when there is no such person
     */
    @Transactional
    public Person update(PersonId id, int version, PersonDetails details, Editor by) {
        PersonDetails kept = checked(details);
        refuseTakenUserName(kept, id);
        guarded.refuse(get(id), kept, by);
        try {
            return withKeys(
                    repository.update(id, version, kept, clock.instant()).orElseThrow(() -> new StalePerson(get(id))));
        } catch (DuplicateKeyException e) {
            throw taken(kept.fields().text(CallerField.USER_NAME), "");
        }
    }

    /** Offers the person as a caller again; nothing happens where that is so already. */
    @Transactional
    public Person enable(PersonId id, Editor by) {
        return withEnabled(get(id), true, by);
    }

    /** Keeps the person and all records, and offers them as a caller no more; refused as {@link #update}. */
    @Transactional
    public Person disable(PersonId id, Editor by) {
        return withEnabled(get(id), false, by);
    }

    /** @throws Refused with 409 where records or an account point at the person, naming them */
    @Transactional
    public void delete(PersonId id) {
        Person person = get(id);
        refuseUsed(person, uses.of(id));
        try {
            // Before the person goes: calls that name them are asked anew while they still do.
            changed(repository.removeKeys(id));
            repository.delete(id);
        } catch (DataIntegrityViolationException e) {
            // A foreign key that appeared since the check.
            throw new Refused(HttpStatus.CONFLICT, "people.delete.used-meanwhile", person.displayName());
        }
    }

    private Person withEnabled(Person person, boolean enabled, Editor by) {
        if (person.enabled() == enabled) {
            return person;
        }
        PersonDetails d = person.details();
        return update(
                person.id(),
                person.version(),
                new PersonDetails(
                        d.fields(),
                        d.displayName(),
                        d.company(),
                        d.department(),
                        d.location(),
                        d.vip(),
                        d.language(),
                        d.notes(),
                        enabled),
                by);
    }

    private static PersonDetails checked(PersonDetails details) {
        PersonChecks.Checked checked = PersonChecks.check(details);
        if (!checked.problems().isEmpty()) {
            throw new InvalidPerson(HttpStatus.UNPROCESSABLE_CONTENT, checked.problems());
        }
        return checked.details();
    }

    private void refuseTakenUserName(PersonDetails details, @Nullable PersonId self) {
        withUserName(details.fields().text(CallerField.USER_NAME))
                .filter(other -> !other.id().equals(self))
                .ifPresent(other -> {
                    throw taken(other.userName(), other.displayName());
                });
    }

    private static InvalidPerson taken(String userName, String displayName) {
        String code = displayName.isEmpty() ? "people.problem.user-name-taken-now" : "people.problem.user-name-taken";
        var problem = new PersonProblem(CallerField.USER_NAME.fieldName(), code, userName, displayName);
        return new InvalidPerson(HttpStatus.CONFLICT, List.of(problem));
    }

    private Person withKeys(Person person) {
        List<PersonKey> now = keys.of(person.details().fields());
        Set<String> numbers = repository.replaceKeys(person, now, PersonWords.of(person.details()));
        now.stream().filter(PersonKeys::isNumber).map(PersonKey::key).forEach(numbers::add);
        changed(numbers);
        return person;
    }

    private void changed(Set<String> numbers) {
        if (!numbers.isEmpty()) {
            publisher.publishEvent(new NumberChanged(List.copyOf(numbers)));
        }
    }

    private static void refuseUsed(Person person, List<MessageSourceResolvable> uses) {
        uses.stream()
                .reduce((first, next) ->
                        new DefaultMessageSourceResolvable(new String[] {"people.use.and"}, new Object[] {first, next}))
                .ifPresent(all -> {
                    throw new Refused(HttpStatus.CONFLICT, "people.delete.used", person.displayName(), all);
                });
    }
}
