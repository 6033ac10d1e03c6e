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

    public List<PersonProblem> problems() {
        return problems;
    }
}
