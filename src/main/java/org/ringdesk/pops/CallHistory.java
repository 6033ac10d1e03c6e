package org.ringdesk.pops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there was before a call, as an agent wants to know it while it rings.
 *
 * @param openRecords of whom the number belongs to, without the restricted ones
 * @param lastCallAt when a call with that number began last, null where none is known
 */
record CallHistory(int openRecords, @Nullable Instant lastCallAt) {}
