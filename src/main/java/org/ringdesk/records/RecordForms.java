package org.ringdesk.records;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.drafts.KeptForm;
import org.springframework.stereotype.Component;

/** What the form of an existing record holds: the record, what its agent had typed on an earlier visit, or what was sent. */
@Component
class RecordForms {
    private final RecordInputs inputs;
    private final Drafts drafts;

    RecordForms(RecordInputs inputs, Drafts drafts) {
        this.inputs = inputs;
        this.drafts = drafts;
    }

    RecordPage.Form opened(ServiceRecord record, SignedIn me) {
        Map<String, String> now = inputs.of(record);
        Optional<KeptForm> kept = drafts.of(RecordDrafts.NAME, record.id().value(), me);
        return kept.filter(form -> !form.draft().discarded())
                .map(form -> restored(record, now, form))
                .orElseGet(() -> new RecordPage.Form(
                        record.version(),
                        SeenFields.of(now).text(),
                        now,
                        List.of(),
                        "",
                        "",
                        null,
                        UUID.randomUUID(),
                        kept.map(form -> new RecordPage.Kept(form.draft().restored(), false, List.of()))
                                .orElse(null)));
    }

    /**
     * Only what the agent really changed; all else is as the record has it now. A field that somebody else changed, too, keeps
     * the version that it was typed over, so that saving it asks.
     */
    private RecordPage.Form restored(ServiceRecord record, Map<String, String> now, KeptForm form) {
        RecordSubmission sent = RecordSubmission.of(form.typed(), now);
        boolean older = sent.version() != record.version();
        Set<RecordField> mine = sent.changed(now);
        Set<RecordField> both = EnumSet.noneOf(RecordField.class);
        both.addAll(older ? sent.changedMeanwhile(now) : Set.of());
        both.retainAll(mine);
        both.removeIf(field -> inputs.shown(field, sent.typed()).equals(inputs.shown(field, now)));
        return new RecordPage.Form(
                both.isEmpty() ? record.version() : sent.version(),
                sent.seen().renewed(now, both).text(),
                sent.mergedInto(now, mine).typed(),
                List.of(),
                sent.note(),
                sent.minutes(),
                null,
                submission(sent),
                new RecordPage.Kept(form.draft().restored(), older, rows(both, sent, now)));
    }

    private List<RecordConflictPage.Row> rows(Set<RecordField> fields, RecordSubmission sent, Map<String, String> now) {
        return fields.stream()
                .map(field -> new RecordConflictPage.Row(
                        field, inputs.shown(field, now), inputs.shown(field, sent.typed()), false))
                .toList();
    }

    /** The form as it was sent, with what is wrong with it. */
    RecordPage.Form refused(RecordSaving.Incomplete incomplete) {
        RecordSubmission sent = incomplete.submission();
        return new RecordPage.Form(
                sent.version(),
                sent.seen().text(),
                sent.typed(),
                incomplete.problems(),
                sent.note(),
                sent.minutes(),
                incomplete.note(),
                submission(sent),
                null);
    }

    RecordConflictPage conflict(RecordSaving.Conflict conflict) {
        RecordSubmission sent = conflict.submission();
        ServiceRecord current = conflict.current();
        Map<String, String> now = inputs.of(current);
        Set<RecordField> mine = sent.changed(now);
        List<RecordConflictPage.Row> rows = Arrays.stream(RecordField.values())
                .filter(field -> !field.belowCategory())
                .map(field -> new RecordConflictPage.Row(
                        field, inputs.shown(field, now), inputs.shown(field, sent.typed()), !mine.contains(field)))
                .filter(row -> !row.theirs().equals(row.mine()))
                .toList();
        return new RecordConflictPage(
                current, SeenFields.of(now).text(), sent.typed(), rows, sent.note(), sent.minutes(), submission(sent));
    }

    /** The agent needs what was kept of the form no more. */
    void done(@Nullable UUID form, SignedIn me) {
        if (form != null) {
            drafts.done(form, me);
        }
    }

    private static UUID submission(RecordSubmission sent) {
        return sent.noteSubmission() == null ? UUID.randomUUID() : sent.noteSubmission();
    }
}
