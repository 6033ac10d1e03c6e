package org.ringdesk.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.DraftKind;
import org.ringdesk.drafts.KeptDraft;
import org.ringdesk.web.Viewer;
import org.springframework.stereotype.Component;

/** Drafts of people who exist: one of each person. */
@Component
class PersonDrafts implements DraftKind {
    static final String NAME = "person";

    private final PersonRepository people;

    PersonDrafts(PersonRepository people) {
        this.people = people;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean says(Map<String, String> typed) {
        SeenPerson seen = SeenPerson.read(typed.getOrDefault("seen", ""));
        return !seen.known() || !seen.changedIn(typed).isEmpty();
    }

    @Override
    public List<Draft> lines(List<KeptDraft> drafts, Viewer viewer) {
        Map<Long, String> names = people
                .all(drafts.stream()
                        .flatMap(kept -> Optional.ofNullable(kept.key().subject()).stream())
                        .map(PersonId::new)
                        .toList())
                .stream()
                .collect(Collectors.toMap(person -> person.id().value(), Person::displayName));
        return drafts.stream()
                .map(kept -> Optional.ofNullable(names.get(kept.key().subject()))
                        .map(name -> Draft.at("/people/" + kept.key().subject() + "/edit", name, kept))
                        .orElseGet(() -> Draft.gone(kept.title(), kept)))
                .toList();
    }

    @Override
    public Optional<String> label(String field) {
        return labelOf(field);
    }

    static Optional<String> labelOf(String field) {
        return PersonChange.NAMES.contains(field) ? Optional.of("people.field." + field) : Optional.empty();
    }
}
