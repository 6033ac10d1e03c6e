package org.ringdesk.records;

import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** A record that was asked for and is not shown; the page that says so leads on to a search and to a new record. */
public final class RecordRefused extends Refused {
    private static final String NEW_RECORD = "/records/new";
    private static final int LONGEST_EXCERPT = 40;

    private final String newRecordLink;
    private final String asked;

    private RecordRefused(HttpStatus status, String code, String asked, String newRecordLink) {
        super(status, code, asked);
        this.asked = asked;
        this.newRecordLink = newRecordLink;
    }

    /** There is no such record: 404. */
    static RecordRefused missing(String number) {
        return new RecordRefused(HttpStatus.NOT_FOUND, "records.refused.missing", excerpt(number), NEW_RECORD);
    }

    /** There is one, but not for this reader: 403. */
    static RecordRefused notVisible(RecordId id) {
        return new RecordRefused(HttpStatus.FORBIDDEN, "records.refused.not-visible", id.toString(), NEW_RECORD);
    }

    /** What was given is no record number: 400. */
    static RecordRefused notANumber(String text) {
        return new RecordRefused(HttpStatus.BAD_REQUEST, "records.refused.not-a-number", excerpt(text), NEW_RECORD);
    }

    /** The same refusal, whose page offers a new record at that address: one that keeps the caller, for example. */
    public RecordRefused withNewRecordLink(String address) {
        return new RecordRefused(status(), getCodes()[0], asked, address);
    }

    /** Path and query of the form that the page offers. */
    public String newRecordLink() {
        return newRecordLink;
    }

    private static String excerpt(String text) {
        String line = CleanText.line(text);
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }
}
