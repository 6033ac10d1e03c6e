package org.ringdesk.records;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Call;
import org.ringdesk.drafts.DraftKey;
import org.ringdesk.drafts.RestoredDraft;
import org.ringdesk.people.Person;
import org.ringdesk.web.Ui;
import org.springframework.context.MessageSourceResolvable;

/**
 * A record with what became of it, and its form.
 *
 * @param form what the form holds
 * @param requester null while nobody knows who asked
 * @param callerNotice said where a caller keyed in the number of somebody else's record; null if nothing
 * @param timeSpent in all
 * @param calls newest first
 * @param led the call that led here; null if none
 */
public record RecordPage(
        ServiceRecord record,
        Form form,
        @Nullable Person requester,
        @Nullable FormNotice callerNotice,
        Choices choices,
        List<HistoryEntry> history,
        Duration timeSpent,
        List<Call> calls,
        @Nullable Led led,
        boolean mine,
        Instant now) {

    /**
     * @param version the version that the form was opened with
     * @param seen what it held then
     * @param typed what it holds, by its own names
     * @param noteProblem what is wrong with the note; null if nothing
     * @param noteSubmission one per opened form
     * @param kept what the server has of an earlier visit; null if nothing
     */
    public record Form(
            int version,
            String seen,
            Map<String, String> typed,
            List<RecordProblem> problems,
            String note,
            String minutes,
            @Nullable MessageSourceResolvable noteProblem,
            UUID noteSubmission,
            @Nullable Kept kept) {

        public String text(RecordField field) {
            return typed.getOrDefault(field.formName(), "");
        }

        public boolean is(RecordField field, Object value) {
            return text(field).equalsIgnoreCase(value.toString());
        }

        public boolean on(RecordField field) {
            return RecordInputs.isYes(text(field));
        }

        /** What is wrong with a field, or empty. */
        public String error(Ui ui, RecordField field) {
            return RecordProblem.of(field, problems).stream()
                    .map(ui::text)
                    .findFirst()
                    .orElse("");
        }

        public boolean refused() {
            return !problems.isEmpty() || noteProblem != null;
        }
    }

    /**
     * What the agent typed here on an earlier visit and did not save.
     *
     * @param older whether the record has changed since
     * @param both what others have changed, too, with what stands there now
     */
    public record Kept(RestoredDraft draft, boolean older, List<RecordConflictPage.Row> both) {}

    /** The draft of the form. */
    public DraftKey draft() {
        return RecordDrafts.key(record.id(), form.noteSubmission());
    }

    /**
     * A call that led to the page.
     *
     * @param kept whether it is kept with the record
     * @param another where another record of the call is made
     */
    public record Led(FormCallPage line, boolean kept, String another) {}

    /** In minutes, as people write them down: a begun one counts. */
    public long minutesSpent() {
        return timeSpent.plusSeconds(59).toMinutes();
    }

    /** The name over the requester's field, as long as it holds the record's own requester. */
    public String chosenRequester() {
        return requester != null && requester.userName().equalsIgnoreCase(form.text(RecordField.REQUEST_USER))
                ? requester.displayName()
                : "";
    }

    /** A value of the history as this reader reads it; empty where nothing was set. */
    public static String shown(Ui ui, String field, String value) {
        if (value.isEmpty()) {
            return "";
        }
        return switch (RecordField.withApiName(field).orElse(RecordField.TITLE)) {
            case TYPE -> ui.text("records.type." + value);
            case URGENCY, IMPACT -> ui.text("records.level." + value);
            case RESTRICTED -> ui.text("records.restricted." + value);
            case DUE_AT -> time(ui, value);
            case TITLE, REQUEST_USER, STATUS, ASSIGNEE, CATEGORY, SUBCATEGORY, THIRD_LEVEL, DESCRIPTION, SOLUTION ->
                value;
        };
    }

    private static String time(Ui ui, String value) {
        try {
            return ui.time(Instant.parse(value));
        } catch (DateTimeException e) {
            return value;
        }
    }
}
