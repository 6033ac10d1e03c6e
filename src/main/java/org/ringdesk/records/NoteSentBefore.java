package org.ringdesk.records;

import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A page whose note was saved already was sent again with other words: 409, and nothing of it is saved. */
public final class NoteSentBefore extends Refused {
    NoteSentBefore() {
        super(HttpStatus.CONFLICT, "records.note.sent-before");
    }
}
