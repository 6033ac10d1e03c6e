package org.ringdesk.people;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the passed fields belong to, and why.
 *
 * @param candidates enabled people, lowest id first, of a call before all others whom an agent chose last for its number; at most {@link #MOST_CANDIDATES}
 * @param more whether there are more candidates than these
 * @param passed what was searched with, as it came
 * @param notices what the agent should know, in the order in which it matters
 * @param number the first number that was searched with; null without one
 * @param explanation how the match came about, one sentence a step, in words
 */
public record CallerMatch(
        List<Person> candidates,
        boolean more,
        List<PassedField> passed,
        List<MatchNotice> notices,
        @Nullable CallerNumber number,
        List<String> explanation) {

    public static final int MOST_CANDIDATES = 50;

    /** The preselected person: the first candidate, and nobody where a call comes from a shared number. */
    public Optional<Person> person() {
        if (number != null && number.ofCall() && number.shared()) {
            return Optional.empty();
        }
        return candidates.stream().findFirst();
    }
}
