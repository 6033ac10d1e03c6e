package org.ringdesk.people;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * A place in the list of people.
 *
 * @param forward whether those behind the place are wanted, or those before it
 * @param name the display name there, as the list sorts it
 */
record PeopleCursor(boolean forward, String name, long id) {
    private static final Pattern TEXT = Pattern.compile("([np])([0-9]{1,18}):([^\\x00]*)", Pattern.DOTALL);
    private static final int LONGEST = 2000;

    /** Opaque, fit for an address. */
    String text() {
        String plain = (forward ? "n" : "p") + id + ":" + name;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refused with 400 when the text is none of ours */
    static PeopleCursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(0, Math.min(text.length(), LONGEST)));
            Matcher parts = TEXT.matcher(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
            if (parts.matches()) {
                return new PeopleCursor("n".equals(parts.group(1)), part(parts, 3), Long.parseLong(part(parts, 2)));
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private static String part(Matcher parts, int group) {
        return Objects.requireNonNull(parts.group(group));
    }

    private static Refused unreadable(@Nullable Exception cause) {
        var refused = new Refused(HttpStatus.BAD_REQUEST, "people.cursor");
        if (cause != null) {
            refused.addSuppressed(cause);
        }
        return refused;
    }
}
