package org.ringdesk.records;

import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A record that was asked for and is not shown; the page that says so leads on to a search and to a new record. */
public final class RecordRefused extends Refused {
    private RecordRefused(HttpStatus status, String code, String asked) {
        super(status, code, asked);
    }

    /** There is no such record: 404. */
    static RecordRefused missing(String number) {
        return new RecordRefused(HttpStatus.NOT_FOUND, "records.refused.missing", CleanText.excerpt(number));
    }

    /** There is one, but not for this reader: 403. */
    static RecordRefused notVisible(RecordId id) {
        return new RecordRefused(HttpStatus.FORBIDDEN, "records.refused.not-visible", id.toString());
    }

    /** What was given is no record number: 400. */
    static RecordRefused notANumber(String text) {
        return new RecordRefused(HttpStatus.BAD_REQUEST, "records.refused.not-a-number", CleanText.excerpt(text));
    }
}
