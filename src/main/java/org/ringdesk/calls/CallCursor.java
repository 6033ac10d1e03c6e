package org.ringdesk.calls;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** Where a page of the call log ended: behind the call that started then and has that number. */
record CallCursor(Instant startedAt, long id) {
    private static final int LONGEST = 200;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static CallCursor after(Call call) {
        return new CallCursor(call.startedAt(), call.id().value());
    }

    /** URL-safe. */
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((startedAt + " " + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws Refused 400 for anything that {@link #text} did not make */
    static CallCursor read(String text) {
        try {
            if (text.length() <= LONGEST) {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
                int blank = plain.indexOf(' ');
                Instant at = Instant.parse(plain.substring(0, Math.max(blank, 0)));
                if (!at.isBefore(Instant.EPOCH) && at.isBefore(LAST)) {
                    return new CallCursor(at, Long.parseLong(plain.substring(blank + 1)));
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
        throw refused();
    }

    private static Refused refused() {
        return new Refused(HttpStatus.BAD_REQUEST, "calls.bad-cursor");
    }
}
