package org.ringdesk.records;

import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A change that was made from a version which is no longer the newest; carries the newest. */
public final class StaleRecord extends Refused {
    private final ServiceRecord current;

    StaleRecord(ServiceRecord current) {
        super(HttpStatus.CONFLICT, "records.stale", current.id().toString(), current.version());
        this.current = current;
    }

    public ServiceRecord current() {
        return current;
    }
}
