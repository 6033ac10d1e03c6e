package org.ringdesk.calls;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/**
 * One telephone's part in a call, from when it was dialled until it was put down. A telephone that is rung again has one
 * for each time.
 *
 * @param id the source's; with {@code #2} and so on behind it where the same was rung again
 * @param source that told of it, as {@link Origin#source}; empty for a call of before that was kept
 * @param party extension, outside number or name, as the source told it
 * @param agent who sat there then, null where nobody did
 * @param rangAt null where it never rang
 * @param held whether this side holds the call
 * @param transferredTo where this telephone sent the call, or empty
 * @param hungUp whether this side ended it
 * @param outcome null while it goes on
 */
public record Leg(
        String id,
        String source,
        Role role,
        String party,
        @Nullable AccountId agent,
        @Nullable Instant rangAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        boolean held,
        String transferredTo,
        boolean hungUp,
        @Nullable LegOutcome outcome) {
    public Leg {
        source = Objects.requireNonNullElse(source, "");
    }

    /** As the source knows it: without what tells the times apart that it was rung. */
    public String sourceId() {
        int hash = id.lastIndexOf('#');
        return hash > 0 ? id.substring(0, hash) : id;
    }

    public boolean open() {
        return endedAt == null;
    }

    public boolean ringing() {
        return open() && answeredAt == null && rangAt != null && role == Role.CALLED;
    }

    public boolean talking() {
        return open() && answeredAt != null;
    }

    public boolean of(AccountId account) {
        return account.equals(agent);
    }
}
