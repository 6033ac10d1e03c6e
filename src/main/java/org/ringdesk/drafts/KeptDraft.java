package org.ringdesk.drafts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A draft as its row tells of it, before anybody knows what it is about.
 *
 * @param opening the sealed opening of a new record's form, or empty
 * @param title the title or name as typed so far, or empty
 * @param requester display name of the request user as typed, or empty
 * @param discardedAt null while it was not
 */
public record KeptDraft(
        DraftKey key,
        String opening,
        String title,
        String requester,
        Instant updatedAt,
        @Nullable Instant discardedAt) {

    public boolean discarded() {
        return discardedAt != null;
    }

    /** What a page says of it that shows the form. */
    public RestoredDraft restored() {
        return new RestoredDraft(key.row(), updatedAt, discarded());
    }
}
