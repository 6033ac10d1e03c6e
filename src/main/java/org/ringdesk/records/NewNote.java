package org.ringdesk.records;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * A note to be. Refused with 422 where it says nothing or too much.
 *
 * @param body 1 to {@link RecordDetails#LONGEST_TEXT} characters; line breaks are kept
 * @param minutes time spent, 1 to {@link #MOST_MINUTES}; null where the note tells of no work
 * @param submission one per opened page; what is sent twice with the same one is one note
 */
public record NewNote(
        String body, @Nullable Integer minutes, @Nullable UUID submission) {
    /** A day. */
    public static final int MOST_MINUTES = 1440;

    public NewNote {
        body = CleanText.lines(body);
        if (body.isEmpty()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.note.empty");
        }
        if (body.codePointCount(0, body.length()) > RecordDetails.LONGEST_TEXT) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "records.note.too-long",
                    RecordDetails.LONGEST_TEXT,
                    body.codePointCount(0, body.length()));
        }
        if (minutes != null && (minutes < 1 || minutes > MOST_MINUTES)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.note.minutes", MOST_MINUTES);
        }
    }
}
