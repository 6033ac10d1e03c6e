package org.ringdesk.records;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Why one field of a record cannot be as it was given; a message to resolve, carrying the field. */
public final class RecordProblem extends DefaultMessageSourceResolvable {
    private final RecordField field;

    /**
     * @param code the message's key; its first argument is the field's label
     */
    RecordProblem(RecordField field, String code, Object... facts) {
        super(
                new String[] {code},
                Stream.concat(Stream.of(label(field)), Stream.of(facts)).toArray());
        this.field = field;
    }

    public RecordField field() {
        return field;
    }

    /** The first problem of that field, as a list of none or one: for pages. */
    public static List<RecordProblem> of(RecordField field, List<RecordProblem> problems) {
        return problems.stream()
                .filter(problem -> problem.field == field)
                .limit(1)
                .toList();
    }

    private static DefaultMessageSourceResolvable label(RecordField field) {
        return new DefaultMessageSourceResolvable(field.textKey());
    }
}
