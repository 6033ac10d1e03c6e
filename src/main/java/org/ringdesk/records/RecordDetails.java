package org.ringdesk.records;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;

/**
 * What agents may write of a record. Texts come out cleaned: blanks at the ends and what no text may hold are gone, line
 * ends are single. Refused with {@link InvalidRecord} where a text has not the length it must have.
 *
 * @param title 1 to {@link #LONGEST_TITLE} characters, one line
 * @param description at most {@link #LONGEST_TEXT} characters, or empty
 * @param category of any level; null while the record is not filed
 * @param requestUser who asked; null while nobody knows
 * @param assignee who works on it; null while nobody does
 * @param restricted whether only assignee, submit user and administrators see the record
 * @param dueAt to the second
 * @param solution at most {@link #LONGEST_TEXT} characters, or empty
 */
public record RecordDetails(
        RecordType type,
        String title,
        String description,
        StatusId status,
        Level urgency,
        Level impact,
        @Nullable CategoryId category,
        @Nullable PersonId requestUser,
        @Nullable AccountId assignee,
        boolean restricted,
        @Nullable Instant dueAt,
        String solution) {

    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_TEXT = 100_000;

    public RecordDetails {
        title = CleanText.line(title);
        description = CleanText.lines(description);
        solution = CleanText.lines(solution);
        dueAt = dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.SECONDS);
        List<RecordProblem> problems = problems(title, description, solution);
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    public RecordDetails withStatus(StatusId other) {
        return new RecordDetails(
                type,
                title,
                description,
                other,
                urgency,
                impact,
                category,
                requestUser,
                assignee,
                restricted,
                dueAt,
                solution);
    }

    public RecordDetails withAssignee(@Nullable AccountId other) {
        return new RecordDetails(
                type,
                title,
                description,
                status,
                urgency,
                impact,
                category,
                requestUser,
                other,
                restricted,
                dueAt,
                solution);
    }

    /** What stands against these texts; they have to be cleaned already. */
    static List<RecordProblem> problems(String title, String description, String solution) {
        return Stream.of(
                        title.isEmpty()
                                ? Optional.of(new RecordProblem(
                                        RecordField.TITLE, "records.problem.title-missing", LONGEST_TITLE))
                                : CleanText.tooLong(RecordField.TITLE, title, LONGEST_TITLE),
                        CleanText.tooLong(RecordField.DESCRIPTION, description, LONGEST_TEXT),
                        CleanText.tooLong(RecordField.SOLUTION, solution, LONGEST_TEXT))
                .flatMap(Optional::stream)
                .toList();
    }
}
