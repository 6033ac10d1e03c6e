package org.ringdesk.drafts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a draft is of. Forms carry it as {@code kind.form} or {@code kind.subject.form}.
 *
 * @param kind name of a {@link DraftKind}
 * @param subject what exists already, such as a record's number; null for what is new
 * @param form one per opened form
 */
public record DraftKey(String kind, @Nullable Long subject, UUID form) {
    private static final Pattern TEXT = Pattern.compile("([a-z-]{1,20})(?:\\.([0-9]{1,18}))?\\.([0-9a-f-]{36})");

    /** Of something that does not exist yet. */
    public static DraftKey of(String kind, UUID form) {
        return new DraftKey(kind, null, form);
    }

    public static DraftKey of(String kind, long subject, UUID form) {
        return new DraftKey(kind, subject, form);
    }

    /** Empty for anything but {@link #text}. */
    public static Optional<DraftKey> parse(@Nullable String text) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String subject = parts.group(2);
        return uuid(parts.group(3))
                .map(form -> new DraftKey(parts.group(1), subject == null ? null : Long.valueOf(subject), form));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return kind + (subject == null ? "" : "." + subject) + "." + form;
    }

    /** The name of the row: an agent has one draft of a thing, and one of each form for a new one. */
    public UUID row() {
        return subject == null ? form : row(kind, subject);
    }

    static UUID row(String kind, long subject) {
        return UUID.nameUUIDFromBytes((kind + " " + subject).getBytes(StandardCharsets.UTF_8));
    }
}
