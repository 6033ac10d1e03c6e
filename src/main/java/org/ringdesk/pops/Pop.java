package org.ringdesk.pops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallId;

/**
 * The form of a call on its way to an agent.
 *
 * @param tab what the script of the tab that took it calls itself, or empty
 * @param offeredAt when the agent's stream was told, or when it was settled that nothing opens
 */
public record Pop(
        PopId id,
        CallId call,
        AccountId agent,
        PopState state,
        PopReason reason,
        String tab,
        Instant offeredAt,
        @Nullable Instant claimedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant notifiedAt) {}
