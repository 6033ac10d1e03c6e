package org.ringdesk.people;

import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Why one field of a person cannot be as it was given; a message to resolve, carrying the field's contract name. */
public final class PersonProblem extends DefaultMessageSourceResolvable {
    private final String field;

    PersonProblem(String field, String code, Object... facts) {
        super(new String[] {code}, facts);
        this.field = field;
    }

    /** The contract's name, such as {@code cust_int1}. */
    public String field() {
        return field;
    }
}
