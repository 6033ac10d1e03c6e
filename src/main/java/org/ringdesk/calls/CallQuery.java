package org.ringdesk.calls;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;

/**
 * What of the call log is asked for. Null and empty ask for everything.
 *
 * @param numberKeys the ways to read a number, any of which will do; null where none is asked for
 * @param people any of whom the number belonged to; null where none is asked for
 * @param outcomes any of them
 * @param from the first moment at which calls may have started
 * @param before the moment before which they started
 */
record CallQuery(
        @Nullable List<String> numberKeys,
        @Nullable List<PersonId> people,
        @Nullable AccountId agent,
        String queue,
        @Nullable Direction direction,
        Set<Outcome> outcomes,
        boolean open,
        @Nullable Instant from,
        @Nullable Instant before) {}
