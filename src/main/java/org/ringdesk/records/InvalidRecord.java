package org.ringdesk.records;

import java.util.List;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A record that cannot be kept as given, field by field. */
public final class InvalidRecord extends Refused {
    private final List<RecordProblem> problems;

    InvalidRecord(List<RecordProblem> problems) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "records.invalid", problems.size());
        this.problems = List.copyOf(problems);
    }

    public List<RecordProblem> problems() {
        return problems;
    }
}
