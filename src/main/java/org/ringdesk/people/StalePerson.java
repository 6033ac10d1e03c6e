package org.ringdesk.people;

import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A change that was made from a version which is no longer the newest; carries the newest. */
public final class StalePerson extends Refused {
    private final Person current;

    StalePerson(Person current) {
        super(HttpStatus.CONFLICT, "people.stale", current.displayName(), current.version());
        this.current = current;
    }

    public Person current() {
        return current;
    }
}
