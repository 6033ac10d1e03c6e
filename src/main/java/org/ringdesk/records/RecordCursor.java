package org.ringdesk.records;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * Where a page of a list ended. Opaque to whoever passes it on.
 *
 * @param value what the last record has in the sort's field
 * @param id the last record
 */
public record RecordCursor(RecordSort sort, String value, RecordId id) {
    private static final int LONGEST = 200;

    /** URL-safe. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sort.apiName() + " " + value + " " + id).getBytes(StandardCharsets.US_ASCII));
    }

    static RecordCursor after(RecordSummary last, RecordSort sort) {
        return new RecordCursor(sort, sort.key().value(last), last.id());
    }

    /**
     * @param sort the list's; a cursor of another sort is refused
     * @throws Refused 400 for anything that {@link #text} did not make
     */
    static RecordCursor read(String text, RecordSort sort) {
        try {
            if (text.length() > LONGEST) {
                throw refused();
            }
            List<String> parts =
                    List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", -1));
            if (parts.size() != 3 || !parts.getFirst().equals(sort.apiName())) {
                throw refused();
            }
            return new RecordCursor(
                    sort, checked(sort.key(), parts.get(1)), new RecordId(Long.parseLong(parts.get(2))));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
    }

    private static String checked(RecordSort.Key key, String value) {
        return switch (key) {
            case ID -> Long.toString(Long.parseLong(value));
            case PRIORITY -> Short.toString(Short.parseShort(value));
            case UPDATED_AT, CREATED_AT -> inReach(Instant.parse(value)).toString();
        };
    }

    /** PostgreSQL's time is shorter than Java's. */
    private static Instant inReach(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.ofEpochSecond(253_402_300_799L))) {
            throw refused();
        }
        return time;
    }

    private static Refused refused() {
        return new Refused(HttpStatus.BAD_REQUEST, "records.list.bad-cursor");
    }
}
