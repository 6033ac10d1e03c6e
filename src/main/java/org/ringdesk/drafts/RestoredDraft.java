package org.ringdesk.drafts;

import java.time.Instant;
import java.util.UUID;

/**
 * That a form has been typed into before.
 *
 * @param row the draft's
 * @param keptAt until when
 * @param discarded whether the form opened without it, since it was just discarded; may be taken back
 */
public record RestoredDraft(UUID row, Instant keptAt, boolean discarded) {}
