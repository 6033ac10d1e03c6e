package org.ringdesk.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * One group, and what its form has.
 *
 * @param queues one in each line
 * @param unassigned queues that calls came through lately and that nobody looks after
 */
public record GroupPage(
        Group group,
        String name,
        String queues,
        List<Candidate> agents,
        List<String> unassigned,
        @Nullable MessageSourceResolvable problem) {
    /** Somebody who may be a member. */
    public record Candidate(Account account, boolean member) {}
}
