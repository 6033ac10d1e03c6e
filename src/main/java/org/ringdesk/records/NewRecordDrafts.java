package org.ringdesk.records;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.DraftKey;
import org.ringdesk.drafts.DraftKind;
import org.ringdesk.drafts.KeptDraft;
import org.ringdesk.web.Viewer;
import org.springframework.stereotype.Component;

/** Drafts of new records: one of each opening. */
@Component
class NewRecordDrafts implements DraftKind {
    private static final String NAME = "new-record";

    static DraftKey key(UUID submission) {
        return DraftKey.of(NAME, submission);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** An opened call is worth finding again, whatever was typed. */
    @Override
    public boolean says(Map<String, String> typed) {
        return true;
    }

    @Override
    public List<Draft> lines(List<KeptDraft> drafts, Viewer viewer) {
        return drafts.stream()
                .map(kept -> Draft.at(Openings.address(kept.opening()), kept.title(), kept)
                        .discardedAt("/records/drafts/discard", "o", kept.opening()))
                .toList();
    }

    @Override
    public Optional<String> label(String field) {
        return RecordDrafts.labelOf(field);
    }
}
