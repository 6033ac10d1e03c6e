package org.ringdesk.records;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.RestoredDraft;

/**
 * How what stands in a form of a new record relates to what the server keeps.
 *
 * @param restored the text of an earlier visit that the form was opened with, or that was just discarded; else null
 * @param unkept whether the form came back with text that is kept nowhere yet
 * @param handed what another agent of the same call typed; null if nothing
 * @param taken whether that is what the form holds; else it is newer than what the form holds
 * @param others the agent's other drafts, newest first
 */
public record FormDraft(
        @Nullable RestoredDraft restored,
        boolean unkept,
        @Nullable Handed handed,
        boolean taken,
        List<Draft> others) {
    /** Of a form that was sent and comes back. */
    static final FormDraft UNKEPT = new FormDraft(null, true, null, false, List.of());

    /** When what is shown of another agent was kept, in milliseconds since 1970; 0 for nothing. */
    long handedAt() {
        return handed == null ? 0 : handed.keptAt().toEpochMilli();
    }
}
