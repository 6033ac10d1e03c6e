package org.ringdesk.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;

/**
 * Which records a list shows: those for which everything holds that is set.
 *
 * @param category this one and everything below it
 * @param unassigned only records that nobody works on
 * @param createdFrom from this moment on
 * @param createdBefore up to, not including, this moment
 * @param text what has to be found in title, texts, notes or requester, as {@link SearchTerms} reads it, or empty
 */
public record RecordFilter(
        State state,
        @Nullable RecordType type,
        @Nullable StatusId status,
        @Nullable Priority priority,
        @Nullable CategoryId category,
        @Nullable AccountId assignee,
        boolean unassigned,
        @Nullable PersonId requester,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore,
        String text) {

    /** Everything. */
    public static final RecordFilter NONE =
            new RecordFilter(State.ALL, null, null, null, null, null, false, null, null, null, "");

    /** Whether the desk is done with a record. */
    public enum State {
        OPEN,
        CLOSED,
        ALL
    }
}
