package org.ringdesk.people;

import java.util.List;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A person that cannot be kept as given, field by field. */
public final class InvalidPerson extends Refused {
    private final List<PersonProblem> problems;

    InvalidPerson(HttpStatus status, List<PersonProblem> problems) {
        super(status, "people.invalid", problems.size());
        this.problems = List.copyOf(problems);
    }

    private InvalidPerson(HttpStatus status, String code, List<PersonProblem> problems, Object... facts) {
        super(status, code, facts);
        this.problems = List.copyOf(problems);
    }

    /** With a reason of its own besides those of the fields. */
    static InvalidPerson because(HttpStatus status, String code, List<PersonProblem> problems, Object... facts) {
        return new InvalidPerson(status, code, problems, facts);
    }

    public List<PersonProblem> problems() {
        return problems;
    }
}
