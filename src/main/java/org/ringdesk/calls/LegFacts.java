package org.ringdesk.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows of a leg when it sends an event of it. Times that it repeats heal events that were lost.
 *
 * @param id tells the legs of a source apart, over all its calls: a leg that turns up in another call makes the two calls
 *     one. At most {@link Origin#LONGEST_KEY} characters
 * @param party the extension, the outside number, or the agent as the source names them: login or mail address
 * @param rangAt since when it has rung, null where that is not known
 * @param answeredAt when it was answered, null where it was not, or that is not known
 */
public record LegFacts(
        String id,
        Role role,
        String party,
        @Nullable Instant rangAt,
        @Nullable Instant answeredAt) {
    public LegFacts {
        if (id.isEmpty() || id.length() > Origin.LONGEST_KEY || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a leg's id has to have 1 to " + Origin.LONGEST_KEY + " characters");
        }
        party = About.clean(party);
        rangAt = rangAt == null ? null : rangAt.truncatedTo(Origin.KEPT);
        answeredAt = answeredAt == null ? null : answeredAt.truncatedTo(Origin.KEPT);
    }

    public static LegFacts called(String id, String party) {
        return new LegFacts(id, Role.CALLED, party, null, null);
    }

    public static LegFacts caller(String id, String party) {
        return new LegFacts(id, Role.CALLER, party, null, null);
    }

    public LegFacts rangAt(@Nullable Instant at) {
        return new LegFacts(id, role, party, at, answeredAt);
    }

    public LegFacts answeredAt(@Nullable Instant at) {
        return new LegFacts(id, role, party, rangAt, at);
    }
}
