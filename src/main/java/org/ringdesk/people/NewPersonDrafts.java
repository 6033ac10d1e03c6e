package org.ringdesk.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.DraftKind;
import org.ringdesk.drafts.KeptDraft;
import org.ringdesk.web.Viewer;
import org.springframework.stereotype.Component;

/** Drafts of new people: one of each form that was opened. */
@Component
class NewPersonDrafts implements DraftKind {
    static final String NAME = "new-person";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean says(Map<String, String> typed) {
        return PersonChange.NAMES.stream()
                .anyMatch(name -> !typed.getOrDefault(name, "").isBlank());
    }

    @Override
    public List<Draft> lines(List<KeptDraft> drafts, Viewer viewer) {
        return drafts.stream()
                .map(kept -> Draft.at("/people/new?draft=" + kept.key().text(), kept.title(), kept))
                .toList();
    }

    @Override
    public Optional<String> label(String field) {
        return PersonDrafts.labelOf(field);
    }
}
