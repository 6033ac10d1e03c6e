package org.ringdesk.records;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.DraftKey;
import org.ringdesk.drafts.DraftKind;
import org.ringdesk.drafts.KeptDraft;
import org.ringdesk.web.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Drafts of records that exist: one of each record. That of a record which its agent may not see any more is not shown; that
 * of one which is gone shows its text.
 */
@Component
class RecordDrafts implements DraftKind {
    static final String NAME = "record";

    private final JdbcClient jdbc;

    RecordDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static DraftKey key(RecordId record, UUID form) {
        return DraftKey.of(NAME, record.value(), form);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean says(Map<String, String> typed) {
        RecordSubmission sent = RecordSubmission.of(typed, Map.of());
        return !sent.note().isBlank()
                || !sent.minutes().isBlank()
                || !sent.seen().known()
                || !sent.seen().changedIn(sent.typed()).isEmpty();
    }

    @Override
    public List<Draft> lines(List<KeptDraft> drafts, Viewer viewer) {
        Map<Long, Subject> subjects = subjects(drafts, viewer);
        return drafts.stream()
                .filter(kept -> kept.key().subject() != null)
                .flatMap(kept -> line(
                        kept,
                        "#" + kept.key().subject(),
                        subjects.get(kept.key().subject()))
                        .stream())
                .toList();
    }

    private static Optional<Draft> line(KeptDraft kept, String number, @Nullable Subject subject) {
        if (subject == null) {
            return Optional.of(Draft.gone((number + " " + kept.title()).strip(), kept));
        }
        return subject.visible()
                ? Optional.of(Draft.at("/records/" + number.substring(1), number + " " + subject.title(), kept))
                : Optional.empty();
    }

    private record Subject(String title, boolean visible) {}

    private Map<Long, Subject> subjects(List<KeptDraft> drafts, Viewer viewer) {
        Long[] ids = drafts.stream().map(kept -> kept.key().subject()).toArray(Long[]::new);
        Map<Long, Subject> subjects = new HashMap<>();
        jdbc.sql("""
                select r.id, r.title, (:administrator or not r.restricted or r.assignee_id is not distinct from :viewer
                    or r.submit_user_id = (select person_id from account where id = :viewer)) is true as visible
                from service_record r
                where r.id = any(:ids)
                """)
                .param("administrator", viewer.isAdministrator())
                .param("viewer", viewer.accountNumber())
                .param("ids", ids)
                .query((row, i) ->
                        subjects.put(row.getLong("id"), new Subject(row.getString("title"), row.getBoolean("visible"))))
                .list();
        return subjects;
    }

    @Override
    public Optional<String> label(String field) {
        return labelOf(field);
    }

    /** The label of a field that holds words. */
    static Optional<String> labelOf(String field) {
        return field.equals("note")
                ? Optional.of("records.note")
                : Arrays.stream(RecordField.values())
                        .filter(known -> known.formName().equals(field) && known.hasWords())
                        .map(RecordField::textKey)
                        .findFirst();
    }
}
