package org.ringdesk.records;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what stands in a form of a new record relates to what the server keeps.
 *
 * @param keptAt since when all of it is kept, where the form was opened with the text of an earlier visit; else null
 * @param unkept whether the form came back with text that is kept nowhere yet
 * @param others the agent's other drafts, newest first
 */
public record FormDraft(@Nullable Instant keptAt, boolean unkept, List<Draft> others) {
    /** Of a form that was sent and comes back. */
    static final FormDraft UNKEPT = new FormDraft(null, true, List.of());
}
