package org.ringdesk.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.DraftKey;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.drafts.KeptForm;
import org.ringdesk.web.Viewer;
import org.springframework.stereotype.Component;

/** What the form of a person holds: the person, what its agent had typed on an earlier visit, or what was sent. */
@Component
class PersonForms {
    private final Drafts drafts;

    PersonForms(Drafts drafts) {
        this.drafts = drafts;
    }

    /** For a new person: empty, or as it was left. No link fills it in, which might say what its agent does not notice. */
    PersonFormPage opened(String draft, Viewer me) {
        DraftKey key = key(NewPersonDrafts.NAME, null, Map.of("draft", draft));
        Optional<KeptForm> kept = drafts.form(key.row(), me);
        Map<String, String> typed = live(kept).map(KeptForm::typed).orElse(Map.of());
        return new PersonFormPage(
                null, 0, known(typed), List.of(), null, state(key, SeenPerson.of(Map.of()), kept, others(key, me)));
    }

    /**
     * For somebody who is known: only what the agent really changed is put back. Where somebody else changed the same, the form
     * keeps the version that it was typed over, so that saving it asks.
     */
    PersonFormPage opened(Person person, Viewer me) {
        Optional<KeptForm> kept = drafts.of(PersonDrafts.NAME, person.id().value(), me);
        return live(kept).map(form -> restored(person, form)).orElseGet(() -> {
            Map<String, String> now = values(person);
            DraftKey key = key(PersonDrafts.NAME, person.id(), Map.of());
            return new PersonFormPage(
                    person.id(),
                    person.version(),
                    now,
                    List.of(),
                    null,
                    state(key, SeenPerson.of(now), kept, List.of()));
        });
    }

    private static PersonFormPage restored(Person person, KeptForm form) {
        Map<String, String> typed = form.typed();
        Map<String, String> now = values(person);
        SeenPerson seen = SeenPerson.read(typed.getOrDefault("seen", ""));
        SeenPerson base = seen.known() ? seen : SeenPerson.of(now);
        Set<String> mine = base.changedIn(typed);
        Set<String> both = new HashSet<>(version(typed) == person.version() ? Set.of() : theirs(seen, now, mine));
        both.retainAll(mine);
        both.removeAll(same(typed, now));
        Map<String, String> values = new HashMap<>(now);
        mine.forEach(name -> values.put(name, typed.getOrDefault(name, "")));
        return new PersonFormPage(
                person.id(),
                both.isEmpty() ? person.version() : version(typed),
                values,
                List.of(),
                both.isEmpty() ? null : person,
                state(form.draft().key(), base.renewed(now, both), Optional.of(form), List.of()));
    }

    private static Set<String> theirs(SeenPerson seen, Map<String, String> now, Set<String> mine) {
        return seen.known() ? seen.changedIn(now) : mine;
    }

    private static Set<String> same(Map<String, String> typed, Map<String, String> now) {
        Set<String> same = new HashSet<>(PersonChange.NAMES);
        same.removeAll(SeenPerson.of(now).changedIn(typed));
        return same;
    }

    /** The form as it was sent. */
    PersonFormPage refused(@Nullable PersonId id, int version, Map<String, String> given, InvalidPerson refusal) {
        SeenPerson seen = SeenPerson.read(given.getOrDefault("seen", ""));
        return new PersonFormPage(id, version, known(given), refusal.problems(), null, sent(id, given, seen));
    }

    /** The same beside what somebody else made of the person meanwhile; sent again, it counts. */
    PersonFormPage stale(Person newest, Map<String, String> given) {
        PersonFormPage.State state = sent(newest.id(), given, SeenPerson.of(values(newest)));
        return new PersonFormPage(newest.id(), newest.version(), known(given), List.of(), newest, state);
    }

    /** The agent needs what was kept of the form no more. */
    void done(Map<String, String> given, Viewer me) {
        DraftKey.parse(given.get("draft")).ifPresent(draft -> drafts.done(draft.form(), me));
    }

    private static PersonFormPage.State sent(@Nullable PersonId id, Map<String, String> given, SeenPerson seen) {
        DraftKey key = key(id == null ? NewPersonDrafts.NAME : PersonDrafts.NAME, id, given);
        return new PersonFormPage.State(key, seen.text(), true, null, List.of());
    }

    private static PersonFormPage.State state(
            DraftKey key, SeenPerson seen, Optional<KeptForm> kept, List<Draft> others) {
        return new PersonFormPage.State(
                key,
                seen.text(),
                false,
                kept.map(form -> form.draft().restored()).orElse(null),
                others);
    }

    private List<Draft> others(DraftKey key, Viewer me) {
        return drafts.of(me).stream()
                .filter(draft -> !draft.key().row().equals(key.row()))
                .toList();
    }

    private static Optional<KeptForm> live(Optional<KeptForm> kept) {
        return kept.filter(form -> !form.draft().discarded());
    }

    /** The draft that the form says it is of, where it is of that kind; else one of its own. */
    private static DraftKey key(String kind, @Nullable PersonId id, Map<String, String> given) {
        UUID form = DraftKey.parse(given.get("draft"))
                .filter(draft -> draft.kind().equals(kind))
                .map(DraftKey::form)
                .orElseGet(UUID::randomUUID);
        return id == null ? DraftKey.of(kind, form) : DraftKey.of(kind, id.value(), form);
    }

    private static int version(Map<String, String> typed) {
        String version = typed.getOrDefault("version", "");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
    }

    private static Map<String, String> known(Map<String, String> given) {
        Map<String, String> known = new HashMap<>(given);
        known.keySet().retainAll(PersonChange.NAMES);
        return known;
    }

    private static Map<String, String> values(Person person) {
        Map<String, String> values = new HashMap<>();
        PersonChange.NAMES.forEach(name -> values.put(name, PersonChange.value(person.details(), name)));
        return values;
    }
}
